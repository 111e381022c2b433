using Dashboard.Core.Costs;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>By what plans are sorted.</summary>
internal enum PlanSortColumn
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>The cost of the month, currency by currency; unknown ones last, whatever the direction.</summary>
    Cost,

    /// <summary>The number of apps.</summary>
    Apps,
}

/// <summary>The order of plans: a column, and whether the largest come first.</summary>
internal readonly record struct PlanSort(PlanSortColumn Column, bool Descending)
{
    /// <summary>What the parameter may say, for messages.</summary>
    public static string Choices { get; } =
        string.Join(", ", Enum.GetValues<PlanSortColumn>().Select(TagsView.Enums.Word)) + "; a minus before it sorts descending";

    /// <summary>Reads the parameter; null where it is not understood. No text is by name.</summary>
    public static PlanSort? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return default(PlanSort);
        var descending = text.StartsWith('-');
        return TagsView.Enums.Of<PlanSortColumn>((descending ? text[1..] : text).Trim()) is { } column ? new PlanSort(column, descending) : null;
    }
}

/// <summary>Which plans, with the costs of which month, in which order.</summary>
/// <param name="Month">The month.</param>
/// <param name="Subscription">Subscription ids; none means any.</param>
/// <param name="Tier">Tiers, folded; the empty text means not read, none means any.</param>
/// <param name="Waste">True: only plans that cost something and run no app; false: only others; null: any.</param>
/// <param name="Sort">The order.</param>
internal sealed record PlanChoice(CostMonth Month, IReadOnlyList<string> Subscription, IReadOnlyList<string> Tier, bool? Waste, PlanSort Sort)
{
    /// <summary>The month of the costs.</summary>
    public static IReadOnlyList<QueryParameter> MonthParameter { get; } =
        [new("month", "The month of the costs (2026-03); the last complete one before the moment if not given.")];

    /// <summary>Which plans.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        .. MonthParameter,
        new("subscription", "Filter by subscription id; repeat for alternatives.", Repeats: true),
        new("tier", "Filter by tier; repeat for alternatives, empty for plans whose tier was not read.", Repeats: true),
        new("waste", "true: only plans that are there, run no app and are not free; false: only others."),
        new("sort", PlanSort.Choices + "."),
    ];

    /// <summary>The plans as a query string.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs()
    {
        yield return new("month", Month.ToString());
        foreach (var subscription in Subscription) yield return new("subscription", subscription);
        foreach (var tier in Tier) yield return new("tier", tier);
        if (Waste is { } waste) yield return new("waste", waste ? "true" : "false");
    }

    /// <summary>All plans with the costs of the last complete month before a moment.</summary>
    public static PlanChoice At(DateTimeOffset moment) => new(CostPeriod.LastComplete(moment), [], [], null, default);

    /// <summary>Reads it, and tells <paramref name="query"/> what is wrong with it.</summary>
    public static PlanChoice Read(ApiQuery query)
    {
        if (PlanSort.Parse(query.Text("sort")) is not { } sort)
        {
            query.Wrong("sort", $"sort is one of {PlanSort.Choices}.");
            sort = default;
        }

        return new PlanChoice(CostPeriod.ReadMonth(query), query.Filter.Subscription, query.Filter.Tier, query.Flag("waste"), sort);
    }

    /// <summary>The plans of <paramref name="plans"/> that are chosen, in order.</summary>
    public List<PlanItem> Of(IEnumerable<PlanItem> plans)
    {
        var chosen = plans.Where(p =>
            (Subscription.Count == 0 || Subscription.Contains(p.SubscriptionId, StringComparer.OrdinalIgnoreCase))
            && (Tier.Count == 0 || Tier.Contains(KpiKeys.Fold(p.Tier ?? "")))
            && (Waste is null || p.IsWaste == Waste));
        // They come by name, which sorts those that are alike: sorting is stable.
        return [.. Sort switch
        {
            { Column: PlanSortColumn.Apps, Descending: true } => chosen.OrderByDescending(p => p.Apps),
            { Column: PlanSortColumn.Apps } => chosen.OrderBy(p => p.Apps),
            { Column: PlanSortColumn.Cost, Descending: true } => ByCurrency(chosen).ThenByDescending(p => Amount(p)?.Minor),
            { Column: PlanSortColumn.Cost } => ByCurrency(chosen).ThenBy(p => Amount(p)?.Minor),
            { Descending: true } => chosen.Reverse(),
            _ => chosen,
        }];
    }

    // Two currencies cannot be compared: each stands for itself. Empty sorts first, and unknown belongs to the end.
    private static IOrderedEnumerable<PlanItem> ByCurrency(IEnumerable<PlanItem> plans) =>
        plans.OrderBy(p => Amount(p) is null).ThenBy(p => Amount(p)?.Currency, StringComparer.Ordinal);

    private static CurrencyAmount? Amount(PlanItem plan) => plan.Cost?.Amounts.Count > 0 ? plan.Cost.Amounts[0] : null;
}
