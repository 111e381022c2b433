using System.Text.Json.Nodes;
using static Dashboard.Collection.Tests.EstateRows;

namespace Dashboard.Collection.Tests;

/// <summary>
/// An estate in which every source matters: two subscriptions with two groups each, apps that are in scope by their group's
/// tags alone, and apps whose plan says Free while the site does not.
/// </summary>
internal static class FaultEstate
{
    public const string Group = "rg-a";
    public const string OtherGroup = "rg-b";
    public const int Apps = 2 * 2 * 14;

    private static readonly JsonObject Optional = new() { ["clientCertMode"] = "Optional" };

    public static string File() => EstateRows.File(
        from subscription in new[] { First, Second }
        from row in InGroup(subscription).Concat(InGroup(subscription).Select(Moved))
        select row);

    private static IEnumerable<JsonObject> InGroup(string subscription)
    {
        yield return Plan(subscription);
        yield return EstateRows.Group(subscription, Tags());
        yield return FreePlan(subscription);
        for (var i = 0; i < 4; i++)
        {
            foreach (var row in App(subscription, $"good-{i}", null, Tags())) yield return row;
            foreach (var row in App(subscription, $"bad-{i}", Optional, Tags())) yield return row;
            foreach (var row in App(subscription, $"inherits-{i}", Optional, [])) yield return row;
        }

        var free = new JsonObject { ["serverFarmId"] = PlanId(subscription) + "-free" };
        for (var i = 0; i < 2; i++)
        {
            foreach (var row in App(subscription, $"free-{i}", free, Tags())) yield return row;
        }
    }

    private static IEnumerable<JsonObject> App(string subscription, string name, JsonObject? properties, JsonObject tags) =>
        [Site(subscription, name, properties, tags), Configuration(subscription, name)];

    private static JsonObject FreePlan(string subscription)
    {
        var row = Plan(subscription);
        row["id"] = PlanId(subscription) + "-free";
        row["name"] = "plan-free";
        row["sku"] = new JsonObject { ["name"] = "F1", ["tier"] = "Free", ["capacity"] = 0 };
        return row;
    }

    private static JsonObject Moved(JsonObject row) =>
        JsonNode.Parse(row.ToJsonString().Replace(Group, OtherGroup, StringComparison.Ordinal))!.AsObject();
}
