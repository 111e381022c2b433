using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>How many apps match a filter, in all and by verdict: from stored KPI rows where they say it, else counted.</summary>
internal static class AppTotals
{
    /// <summary>Apps that match <paramref name="filter"/>.</summary>
    public static async Task<int> CountAsync(
        DashboardDbContext context, AppFilter filter, Moment moment, CancellationToken cancellationToken)
    {
        var rest = filter with { Verdict = [] };
        if (KpiSelection.Of(rest) is not null)
        {
            var counts = await CountsReader.AtAsync(context, rest, moment, cancellationToken);
            return filter.Verdict.Count == 0 ? counts.Total : filter.Verdict.Distinct().Sum(v => Of(counts, v));
        }

        if (CountedFact.Of(filter) is { } fact && KpiSelection.Of(fact.Rest) is not null)
            return fact.Apps(await CountsReader.AtAsync(context, fact.Rest, moment, cancellationToken));
        return await context.StatesAt(moment).Matching(filter, context, moment.At).CountAsync(cancellationToken);
    }

    /// <summary>Apps of each verdict that match <paramref name="filter"/>, its own verdicts left aside.</summary>
    public static async Task<IReadOnlyDictionary<Verdict, int>> ByVerdictAsync(
        DashboardDbContext context, AppFilter filter, Moment moment, CancellationToken cancellationToken)
    {
        var rest = filter with { Verdict = [] };
        if (KpiSelection.Of(rest) is not null)
        {
            var counts = await CountsReader.AtAsync(context, rest, moment, cancellationToken);
            return Verdicts.InDisplayOrder.ToDictionary(v => v, v => Of(counts, v));
        }

        var found = await context.StatesAt(moment).Matching(rest, context, moment.At)
            .GroupBy(s => s.Verdict)
            .Select(g => new { g.Key, Apps = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Apps, cancellationToken);
        return Verdicts.InDisplayOrder.ToDictionary(v => v, v => found.GetValueOrDefault(v));
    }

    private static int Of(PostureCounts counts, Verdict verdict) => verdict switch
    {
        Verdict.Enforced => counts.Enforced,
        Verdict.Gaps => counts.Gaps,
        Verdict.NotEnforced => counts.NotEnforced,
        Verdict.Unsupported => counts.Unsupported,
        Verdict.NotApplicable => counts.NotApplicable,
        Verdict.Unknown => counts.Unknown,
    };
}
