using System.Globalization;
using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>The order of the plans list.</summary>
public enum PlanSort
{
    /// <summary>The dearest first, currency by currency.</summary>
    Cost,

    /// <summary>By name.</summary>
    Name,

    /// <summary>Those with most apps first.</summary>
    Apps,
}

/// <summary>Which plans are listed, in which order: all of it is in the address.</summary>
public sealed record PlansView
{
    /// <summary>The month whose costs are shown; null: the last whole one.</summary>
    public CostMonth? Month { get; init; }

    /// <summary>Only plans that no app runs on.</summary>
    public bool Waste { get; init; }

    /// <summary>Only plans whose cost is unknown.</summary>
    public bool Unknown { get; init; }

    /// <summary>Only plans billed in this currency; null: in any.</summary>
    public string? Currency { get; init; }

    /// <summary>Only plans of this tier; null: of any.</summary>
    public string? Tier { get; init; }

    /// <summary>Only plans whose name or group has this text; null: all.</summary>
    public string? Search { get; init; }

    /// <summary>The order.</summary>
    public PlanSort Sort { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The view that a query string says; what is not understood is left out.</summary>
    public static PlansView Parse(IReadOnlyDictionary<string, StringValues> query)
    {
        string? Text(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 and <= 200 } text ? text : null;
        return new PlansView
        {
            Month = CostMonth.TryParse(Text("month"), out var month) ? month : null,
            Waste = Text("waste") == "true",
            Unknown = Text("unknown") == "true",
            Currency = Text("currency")?.ToUpperInvariant(),
            Tier = Text("tier"),
            Search = Text("q"),
            Sort = TagsView.Enums.Of<PlanSort>(Text("sort")) ?? PlanSort.Cost,
            Page = int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
        };
    }

    /// <summary>As pairs of a query string.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs() =>
        from pair in Pairs
        where pair.Value is not null
        select KeyValuePair.Create(pair.Key, pair.Value!);

    private IEnumerable<KeyValuePair<string, string?>> Pairs =>
    [
        new("month", Month?.ToString()), new("waste", Waste ? "true" : null), new("unknown", Unknown ? "true" : null), new("currency", Currency),
        new("tier", Tier), new("q", Search), new("sort", Sort == PlanSort.Cost ? null : TagsView.Enums.Word(Sort)),
        new("page", Page <= 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The plans that it lists, in its order.</summary>
    public IReadOnlyList<PlanItem> Of(IEnumerable<PlanItem> plans)
    {
        var chosen = plans.Where(p =>
            (!Waste || p.IsWaste)
            && (!Unknown || p.Cost is { Source: CostSource.Unknown })
            && (Currency is null || p.Cost?.Amounts.Any(a => a.Currency == Currency) == true)
            && (Tier is null || string.Equals(p.Tier ?? "", Tier, StringComparison.OrdinalIgnoreCase))
            && (Search is null || p.Name.Contains(Search, StringComparison.OrdinalIgnoreCase) || p.ResourceGroup.Contains(Search, StringComparison.OrdinalIgnoreCase)));
        return Sort switch
        {
            PlanSort.Name => [.. chosen],
            PlanSort.Apps => [.. chosen.OrderByDescending(p => p.Apps)],
            _ => [.. chosen.OrderBy(p => First(p)?.Currency ?? "\uffff", StringComparer.Ordinal).ThenByDescending(p => First(p)?.Minor ?? 0)],
        };
    }

    private static CurrencyAmount? First(PlanItem plan) => plan.Cost is { Amounts: [var first, ..] } ? first : null;
}
