using Dashboard.Core.Costs;
using Dashboard.Core.Posture;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>A plan that went from Free or Shared to a tier that supports client certificates, with the states of all apps on it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Apps">The states of the apps on it, in any order.</param>
internal sealed record UpgradedPlan(PlanFacts Plan, IReadOnlyList<UpgradedPlanApp> Apps)
{
    /// <summary>The stays of apps as they were known at a moment: those that <paramref name="matter"/>.</summary>
    public IReadOnlyList<AppStay> StaysAt(long at, Func<UpgradedPlanApp, bool> matter) =>
    [
        .. Apps.Where(a => a.From <= at && matter(a)).Select(a => new AppStay(a.ResourceId, UnixTime.From(a.From), a.To > at ? null : UnixTime.From(a.To))),
    ];
}

/// <summary>What was true of an app on a plan for a time, in run time.</summary>
internal sealed record UpgradedPlanApp(string ResourceId, long From, long To, bool InScope, bool Failed);

/// <summary>Reads the plans that an upgrade may be found on, and no others.</summary>
internal static class UpgradedPlans
{
    private static readonly string Rule = FailedRulesText.Entry("MTLS005");

    /// <summary>
    /// Reads them as the current transaction sees them. Where no plan's sizes have such an upgrade, which is so in most estates, nothing is
    /// read; else one pass over the states finds those on the plans that have, and nothing else of them leaves the database.
    /// </summary>
    public static async Task<IReadOnlyList<UpgradedPlan>> ReadAsync(DashboardDbContext context, CostFacts facts, CancellationToken cancellationToken)
    {
        var plans = facts.Plans.Where(p => CausedByMtls.MayHave(p.SizesAt(UnixTime.Open - 1))).ToDictionary(p => p.Plan.PlanId);
        if (plans.Count == 0) return [];
        var numbers = plans.Keys.ToArray();
        // Apps that spell their plan's id in another casing are few, and are told apart here.
        var rows =
            from state in context.AppStates
            where state.PlanId != null
            join plan in context.Plans on state.PlanId equals plan.ResourceId into known
            from plan in known.DefaultIfEmpty()
            where plan == null || numbers.Contains(plan.PlanId)
            join app in context.Apps on state.AppId equals app.AppId
            select new
            {
                Number = (long?)plan.PlanId,
                state.PlanId,
                app.ResourceId,
                state.ValidFrom,
                state.ValidTo,
                InScope = state.InScope == true && state.Verdict != Verdict.NotApplicable,
                Failed = state.FailedRules.Contains(Rule),
            };
        var apps = new List<(long Plan, UpgradedPlanApp App)>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if ((row.Number ?? facts.NumberOf(row.PlanId!)) is { } number && plans.ContainsKey(number))
                apps.Add((number, new UpgradedPlanApp(row.ResourceId, row.ValidFrom, row.ValidTo, row.InScope, row.Failed)));
        }

        var byPlan = apps.ToLookup(a => a.Plan, a => a.App);
        return [.. plans.Values.OrderBy(p => p.Plan.ResourceIdKey, StringComparer.Ordinal).Select(p => new UpgradedPlan(p, [.. byPlan[p.Plan.PlanId]]))];
    }
}
