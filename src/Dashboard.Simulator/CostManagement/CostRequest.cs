using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.CostManagement;

/// <summary>How finely the answer is divided by time.</summary>
internal enum Granularity
{
    None,
    Daily,
    Monthly,
}

/// <summary>A query as its body asks it.</summary>
/// <param name="Amortised">Commitments spread over what uses them.</param>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Granularity">By what time.</param>
/// <param name="Costs">The cost columns, one or two.</param>
/// <param name="Grouping">The dimensions to group by.</param>
/// <param name="Filter">Which plans count.</param>
internal sealed record CostRequest(
    bool Amortised, DateTimeOffset First, DateTimeOffset Last, Granularity Granularity, IReadOnlyList<string> Costs,
    IReadOnlyList<string> Grouping, Func<Func<string, string>, bool> Filter)
{
    private static readonly string[] CostColumns = ["Cost", "PreTaxCost", "CostUSD"];

    /// <summary>Query units: one for each month of data.</summary>
    public int Units => ((Last.Year - First.Year) * 12) + Last.Month - First.Month + 1;

    /// <exception cref="ArmError">The body is no query.</exception>
    public static CostRequest Parse(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var root = Node(body);
        var type = Text(root["type"]);
        Check(type is "Usage" or "ActualCost" or "AmortizedCost", "type must be Usage, ActualCost or AmortizedCost");
        var (first, last) = Period(root, now);
        var dataset = root["dataset"] as JsonObject ?? [];
        var aggregation = dataset["aggregation"] as JsonObject;
        Check(aggregation is { Count: 1 or 2 }, "dataset.aggregation must have one or two entries");
        var costs = aggregation!.Select(a => Text(a.Value?["name"]) ?? "").ToList();
        Check(aggregation!.All(a => Text(a.Value?["function"]) == "Sum") && costs.TrueForAll(CostColumns.Contains), "only sums of Cost, PreTaxCost and CostUSD are known");
        var grouping = (dataset["grouping"] as JsonArray ?? []).Select(g => Dimension(g, "grouping")).ToList();
        return new CostRequest(
            type == "AmortizedCost", first, last, GranularityOf(Text(dataset["granularity"])), costs, grouping,
            dataset["filter"] is { } filter ? FilterOf(filter) : _ => true);
    }

    private static (DateTimeOffset First, DateTimeOffset Last) Period(JsonObject root, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = today.AddDays(1 - today.Day);
        switch (Text(root["timeframe"]))
        {
            case "MonthToDate" or "BillingMonthToDate":
                return (month, today);
            case "TheLastMonth" or "TheLastBillingMonth":
                return (month.AddMonths(-1), month.AddDays(-1));
            case "WeekToDate":
                return (today.AddDays(-(int)today.DayOfWeek), today);
            case "Custom":
                var (first, last) = (Day(root["timePeriod"]?["from"]), Day(root["timePeriod"]?["to"]));
                Check(first <= last, "timePeriod.from must not be after timePeriod.to");
                return (first, last);
            default:
                throw Bad("timeframe is not known");
        }
    }

    private static DateTimeOffset Day(JsonNode? node) =>
        DateTimeOffset.TryParse(Text(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero)
            : throw Bad("timePeriod needs from and to as times");

    private static Granularity GranularityOf(string? text) => text switch
    {
        null or "None" => Granularity.None,
        "Daily" => Granularity.Daily,
        "Monthly" => Granularity.Monthly,
        _ => throw Bad("granularity must be None, Daily or Monthly"),
    };

    private static Func<Func<string, string>, bool> FilterOf(JsonNode filter)
    {
        if (filter is JsonObject { Count: 1 } only)
        {
            var (name, value) = only.Single();
            switch (name)
            {
                case "and" when value is JsonArray { Count: > 0 } all:
                    var parts = all.Select(p => FilterOf(p ?? throw Bad("a filter is null"))).ToList();
                    return of => parts.TrueForAll(p => p(of));
                case "or" when value is JsonArray { Count: > 0 } some:
                    var choices = some.Select(p => FilterOf(p ?? throw Bad("a filter is null"))).ToList();
                    return of => choices.Exists(p => p(of));
                case "dimensions" when value is JsonObject by && Text(by["operator"]) == "In" && by["values"] is JsonArray values:
                    var dimension = CostTable.Known(Text(by["name"]) ?? "") ?? throw Bad("a filter names a dimension that is not known");
                    var wanted = values.Select(v => Text(v) ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
                    return of => wanted.Contains(of(dimension));
            }
        }

        throw Bad("filter must be and, or, or dimensions with the operator In");
    }

    private static string Dimension(JsonNode? node, string where) =>
        Text(node?["type"]) == "Dimension" && CostTable.Known(Text(node?["name"]) ?? "") is { } name ? name : throw Bad($"{where} names a dimension that is not known");

    private static JsonObject Node(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw Bad("the body is no object");
        }
        catch (JsonException)
        {
            throw Bad("the body is no JSON");
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void Check(bool holds, string message)
    {
        if (!holds)
        {
            throw Bad(message);
        }
    }

    private static ArmError Bad(string why) => new(400, "BadRequest", $"Invalid query definition: {why}.");
}
