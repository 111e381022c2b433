using Dashboard.Core.Costs;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>
/// Who was on which plan within a month, by numbers alone: 100,000 apps take a few megabytes, and their ARM ids would take fifty. Apps on
/// plans that the history does not know are not in it: no cost can be theirs.
/// </summary>
internal sealed class MonthStays
{
    private readonly PlanStay[] _byPlan;
    private readonly PlanStay[] _byApp;

    private MonthStays(List<PlanStay> stays)
    {
        (_byPlan, _byApp) = ([.. stays], [.. stays]);
        Array.Sort(_byPlan, (a, b) => a.PlanId.CompareTo(b.PlanId));
        Array.Sort(_byApp, (a, b) => a.AppId.CompareTo(b.AppId));
    }

    /// <summary>Reads them as they were known at a moment.</summary>
    public static async Task<MonthStays> ReadAsync(
        DashboardDbContext context, CostFacts facts, CostMonth month, long at, CancellationToken cancellationToken)
    {
        var (start, until) = (UnixTime.Of(month.Start), Math.Min(UnixTime.Of(month.End), at + 1));
        // The plan's number where the app spells its id as the plan itself does, which nearly all do: else the id, to be folded here.
        var rows =
            from state in context.AppStates
            where state.ValidFrom < until && state.ValidTo > start && state.PlanId != null
            join plan in context.Plans on state.PlanId equals plan.ResourceId into plans
            from plan in plans.DefaultIfEmpty()
            select new { state.AppId, Number = (long?)plan.PlanId, Id = plan == null ? state.PlanId : null, state.ValidFrom, state.ValidTo };
        var stays = new List<PlanStay>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if ((row.Number ?? facts.NumberOf(row.Id!)) is { } number) stays.Add(new PlanStay(number, row.AppId, row.ValidFrom, row.ValidTo));
        }

        return new MonthStays(stays);
    }

    /// <summary>The stays on a plan.</summary>
    public ArraySegment<PlanStay> On(long planId) => Find(_byPlan, planId, s => s.PlanId);

    /// <summary>The stays of an app.</summary>
    public ArraySegment<PlanStay> Of(long appId) => Find(_byApp, appId, s => s.AppId);

    private static ArraySegment<PlanStay> Find(PlanStay[] stays, long key, Func<PlanStay, long> keyOf)
    {
        var from = FirstFrom(stays, key, keyOf);
        var to = from;
        while (to < stays.Length && keyOf(stays[to]) == key) to++;
        return new ArraySegment<PlanStay>(stays, from, to - from);
    }

    private static int FirstFrom(PlanStay[] stays, long key, Func<PlanStay, long> keyOf)
    {
        var (low, high) = (0, stays.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (keyOf(stays[middle]) < key) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>A time during which an app was on a plan, in run time.</summary>
internal readonly record struct PlanStay(long PlanId, long AppId, long From, long To);
