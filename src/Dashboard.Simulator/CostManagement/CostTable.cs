using System.Globalization;
using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.CostManagement;

/// <summary>The columns and rows that answer a query.</summary>
internal sealed record CostTable(IReadOnlyList<Bag> Columns, IReadOnlyList<object?[]> Rows)
{
    private static readonly string[] Dimensions =
        ["ResourceId", "ResourceGroupName", "ResourceType", "ResourceLocation", "SubscriptionId", "ServiceName"];

    /// <summary>The name of a dimension as the service spells it; null for one that is not known.</summary>
    public static string? Known(string name) => Array.Find(Dimensions, d => d.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The answer as of <paramref name="now"/>. Columns are in the service's order: costs, the date, the dimensions, the currency.
    /// </summary>
    public static CostTable Of(CostRequest request, BillingAccount account, DateTimeOffset now)
    {
        var sums = new SortedDictionary<string, (object?[] Key, decimal Amount)>(StringComparer.Ordinal);
        foreach (var plan in account.Plans.Where(p => request.Filter(name => ValueOf(p, name))))
        {
            for (var day = request.First; day <= request.Last; day = day.AddDays(1))
            {
                if (plan.On(day, now, request.Amortised) is not { } amount)
                {
                    continue;
                }

                object?[] key = [.. DateOf(day, request.Granularity), .. request.Grouping.Select(name => ValueOf(plan, name))];
                var sort = string.Join('\u0001', key.Select(k => Convert.ToString(k, CultureInfo.InvariantCulture)));
                sums[sort] = (key, sums.GetValueOrDefault(sort).Amount + amount);
            }
        }

        return new CostTable(
            [.. ColumnsOf(request)],
            [.. sums.Values.Select(s => (object?[])[.. request.Costs.Select(object? (c) => Amount(c, s.Amount, account.Currency)), .. s.Key, account.Currency])]);
    }

    private static decimal Amount(string column, decimal amount, string currency) =>
        column == "CostUSD" ? decimal.Round(PriceList.ToUsd(amount, currency), 10) : amount;

    private static IEnumerable<Bag> ColumnsOf(CostRequest request)
    {
        foreach (var cost in request.Costs)
        {
            yield return Column(cost, "Number");
        }

        if (request.Granularity == Granularity.Daily)
        {
            yield return Column("UsageDate", "Number");
        }

        if (request.Granularity == Granularity.Monthly)
        {
            yield return Column("BillingMonth", "Datetime");
        }

        foreach (var dimension in request.Grouping)
        {
            yield return Column(dimension, "String");
        }

        yield return Column("Currency", "String");
    }

    private static IEnumerable<object?> DateOf(DateTimeOffset day, Granularity granularity) => granularity switch
    {
        Granularity.Daily => [(long)((day.Year * 10_000) + (day.Month * 100) + day.Day)],
        Granularity.Monthly => [string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM}-01T00:00:00")],
        _ => [],
    };

    /// <summary>The service writes ids and types in lower case.</summary>
    private static string ValueOf(BilledPlan plan, string dimension) => dimension switch
    {
        "ResourceId" => plan.Id.ToLowerInvariant(),
        "ResourceGroupName" => plan.Parts.ResourceGroup ?? "",
        "ResourceType" => plan.Parts.Type,
        "ResourceLocation" => plan.Region,
        "SubscriptionId" => plan.Parts.Subscription ?? "",
        _ => "Azure App Service",
    };

    private static Bag Column(string name, string type) => new() { ["name"] = name, ["type"] = type };
}
