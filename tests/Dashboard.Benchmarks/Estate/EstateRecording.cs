using System.Buffers;
using System.Text.Json;
using Dashboard.Benchmarks.Replay;

namespace Dashboard.Benchmarks.Estate;

/// <summary>An estate as a recording: everything in variant 0, and the apps once more in variant 1, where one in a thousand is stopped.</summary>
internal static class EstateRecording
{
    public static Recording Of(EstatePlan plan)
    {
        var recording = new Recording();
        Pages.Add(recording, 0, ReplayTable.Subscriptions, plan.Subscriptions, (json, i) => WriteContainer(
            json, $"/subscriptions/{EstatePlan.SubscriptionId(i)}", $"Subscription {i}", EstatePlan.SubscriptionId(i), tagged: false));
        Pages.Add(recording, 0, ReplayTable.ResourceGroups, plan.Groups, (json, i) => WriteContainer(
            json, plan.GroupId(i), EstatePlan.GroupName(i), EstatePlan.SubscriptionId(plan.SubscriptionOf(i)), tagged: Draw.Of(i, 60, 2) == 0));
        Pages.Add(recording, 0, ReplayTable.Plans, plan.Plans, (json, i) => PlanRow.Write(json, plan, i));
        for (var variant = 0; variant < 2; variant++)
            Pages.Add(recording, variant, ReplayTable.Apps, plan.Apps, (json, i) => AppRow.Write(json, plan, i, variant));
        recording.Add(0, ReplayTable.SubscriptionList, "", SubscriptionList(plan));
        return recording;
    }

    private static void WriteContainer(Utf8JsonWriter json, string id, string name, string subscription, bool tagged)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteString("subscriptionId", subscription);
        if (tagged)
        {
            json.WriteStartObject("tags");
            json.WriteString("owner", "Platform");
            json.WriteString("dataClassification", "internal");
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("tags");
        }

        json.WriteEndObject();
    }

    private static byte[] SubscriptionList(EstatePlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            for (var i = 0; i < plan.Subscriptions; i++)
            {
                json.WriteStartObject();
                json.WriteString("id", $"/subscriptions/{EstatePlan.SubscriptionId(i)}");
                json.WriteString("subscriptionId", EstatePlan.SubscriptionId(i));
                json.WriteString("displayName", $"Subscription {i}");
                json.WriteString("state", "Enabled");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
