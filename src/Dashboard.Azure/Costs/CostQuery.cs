using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Dashboard.Core.Costs;

namespace Dashboard.Azure.Costs;

/// <summary>Writes the request for the amortised costs of plans by month.</summary>
internal static class CostQuery
{
    /// <summary>
    /// Months in one query: each costs a unit of a quota that gives 12 in ten seconds, so that a longer one could never be let in.
    /// </summary>
    public const int MostMonths = 12;

    private const string Version = "2025-03-01";

    /// <summary>The address for one subscription; null where its id is none that an address can carry.</summary>
    public static Uri? Address(Uri endpoint, string subscriptionId) =>
        subscriptionId.Length > 0 && subscriptionId.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? new Uri(endpoint, $"/subscriptions/{subscriptionId}/providers/Microsoft.CostManagement/query?api-version={Version}")
            : null;

    /// <summary>
    /// The body for the months from <paramref name="first"/> to <paramref name="last"/>, both included. UNVERIFIED: that an end in the
    /// future is taken as now; clients that are known to work send one.
    /// </summary>
    public static ReadOnlyMemory<byte> Body(CostMonth first, CostMonth last)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type", "AmortizedCost");
        json.WriteString("timeframe", "Custom");
        json.WriteStartObject("timePeriod");
        json.WriteString("from", Moment(first.Start));
        json.WriteString("to", Moment(last.End.AddSeconds(-1)));
        json.WriteEndObject();
        json.WriteStartObject("dataset");
        json.WriteString("granularity", "Monthly");
        json.WriteStartObject("aggregation");
        json.WriteStartObject("totalCost");
        json.WriteString("name", "Cost");
        json.WriteString("function", "Sum");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("grouping");
        json.WriteStartObject();
        json.WriteString("type", "Dimension");
        json.WriteString("name", "ResourceId");
        json.WriteEndObject();
        json.WriteEndArray();
        WriteFilter(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    // App Service computing is billed on the plan; what is billed on sites (certificates, bandwidth) is not a plan's.
    private static void WriteFilter(Utf8JsonWriter json)
    {
        json.WriteStartObject("filter");
        json.WriteStartObject("dimensions");
        json.WriteString("name", "ResourceType");
        json.WriteString("operator", "In");
        json.WriteStartArray("values");
        json.WriteStringValue("microsoft.web/serverfarms");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
