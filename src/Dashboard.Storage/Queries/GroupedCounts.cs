using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>
/// Reads the counts of every value of a dimension at a moment, under any filter: from stored KPI rows where they answer it, else
/// by one grouped sweep for all values together.
/// </summary>
internal static class GroupedCounts
{
    /// <summary>The counts of each value that has apps.</summary>
    public static Task<Dictionary<string, PostureCounts>> AtAsync(
        DashboardDbContext context, KpiDimension dimension, AppFilter filter, Moment moment, CancellationToken cancellationToken) =>
        KpiSelection.Of(filter) is { } selection && (selection.Dimension == KpiDimension.All || selection.Dimension == dimension)
            ? StoredAsync(context, dimension, selection, moment.At, cancellationToken)
            : SweepAsync(context, dimension, filter, moment, cancellationToken);

    private static Task<Dictionary<string, PostureCounts>> StoredAsync(
        DashboardDbContext context, KpiDimension dimension, KpiSelection selection, long at, CancellationToken cancellationToken)
    {
        var rows = context.KpisAt(at).Where(k => k.Dimension == dimension);
        if (selection.Dimension == dimension)
        {
            var values = selection.Values;
            rows = rows.Where(k => values.Contains(k.Value));
        }

        return rows.Select(k => new { k.Value, k.Counts }).ToDictionaryAsync(k => k.Value, k => k.Counts, cancellationToken);
    }

    /// <summary>
    /// Starts from what stands now, which an index answers. For an earlier moment it undoes what began or ended since: the work is
    /// in proportion to what changed, not to the length of the history, nor to the number of values.
    /// </summary>
    private static async Task<Dictionary<string, PostureCounts>> SweepAsync(
        DashboardDbContext context, KpiDimension dimension, AppFilter filter, Moment moment, CancellationToken cancellationToken)
    {
        var (counts, at) = (new Dictionary<string, PostureCounts>(), moment.At);
        // Where exceptions decide what matches, it is asked at this moment alone.
        var whole = moment.IsCurrent || FilterOverlay.Hangs(filter);
        await AddAsync(whole ? context.StatesAt(moment) : context.AppStates.Where(s => s.ValidTo == UnixTime.Open), 1);
        if (!whole)
        {
            await AddAsync(context.AppStates.Where(s => s.ValidFrom > at), -1);
            await AddAsync(context.AppStates.Where(s => s.ValidTo < UnixTime.Open && s.ValidTo > at), 1);
        }

        return counts.Where(c => c.Value.Total > 0).ToDictionary();

        async Task AddAsync(IQueryable<AppStateRow> states, int sign)
        {
            var groups = await Grouped(states.Matching(filter, context, at), dimension)
                .Select(g => new { g.Key, Apps = g.Count() })
                .ToListAsync(cancellationToken);
            foreach (var group in groups)
            {
                var value = group.Key.Value(dimension);
                counts[value] = counts.GetValueOrDefault(value) + group.Key.Class.Counts(sign * group.Apps);
            }
        }
    }

    private static IQueryable<IGrouping<Cell, AppStateRow>> Grouped(IQueryable<AppStateRow> states, KpiDimension dimension)
    {
        if (dimension == KpiDimension.Sensitivity)
        {
            return states.GroupBy(s => new Cell
            {
                Sensitivity = s.Sensitivity,
                Verdict = s.Verdict,
                InScope = s.InScope,
                Stopped = s.Stopped,
                Stale = s.Stale,
                OptedOut = s.OptedOut,
                Reachability = s.Reachability,
            });
        }

        if (TextColumn(dimension) is { } column)
        {
            return states.GroupBy(s => new Cell
            {
                Text = EF.Property<string>(s, column),
                Verdict = s.Verdict,
                InScope = s.InScope,
                Stopped = s.Stopped,
                Stale = s.Stale,
                OptedOut = s.OptedOut,
                Reachability = s.Reachability,
            });
        }

        return states.GroupBy(s => new Cell
        {
            Verdict = s.Verdict,
            InScope = s.InScope,
            Stopped = s.Stopped,
            Stale = s.Stale,
            OptedOut = s.OptedOut,
            Reachability = s.Reachability,
        });
    }

    /// <summary>The column that holds a dimension's value as text; null where a number holds it, or every app has the same.</summary>
    private static string? TextColumn(KpiDimension dimension) => dimension switch
    {
        KpiDimension.Subscription => nameof(AppStateRow.SubscriptionId),
        KpiDimension.CostCentre => nameof(AppStateRow.CostCentreKey),
        KpiDimension.Owner => nameof(AppStateRow.OwnerKey),
        KpiDimension.Environment => nameof(AppStateRow.EnvironmentKey),
        KpiDimension.Scenario => nameof(AppStateRow.ScenarioKey),
        KpiDimension.Tier => nameof(AppStateRow.TierKey),
        KpiDimension.All or KpiDimension.Sensitivity or KpiDimension.Reachability => null,
    };

    /// <summary>The value of a dimension that a state counts under.</summary>
    public static string ValueOf(AppStateRow state, KpiDimension dimension) => dimension switch
    {
        KpiDimension.Subscription => state.SubscriptionId,
        KpiDimension.CostCentre => state.CostCentreKey,
        KpiDimension.Owner => state.OwnerKey,
        KpiDimension.Environment => state.EnvironmentKey,
        KpiDimension.Scenario => state.ScenarioKey,
        KpiDimension.Tier => state.TierKey,
        KpiDimension.Sensitivity => KpiKeys.Fold(state.Sensitivity?.ToString()),
        KpiDimension.Reachability => KpiKeys.Fold(state.Reachability.ToString()),
        KpiDimension.All => KpiKeys.None,
    };

    /// <summary>A value and a class of apps that have it.</summary>
    private sealed record Cell
    {
        public string? Text { get; init; }

        public Sensitivity? Sensitivity { get; init; }

        public required Verdict Verdict { get; init; }

        public required bool? InScope { get; init; }

        public required bool Stopped { get; init; }

        public required bool Stale { get; init; }

        public required bool OptedOut { get; init; }

        public required Reachability Reachability { get; init; }

        public StateClass Class => new(Verdict, InScope, Stopped, Stale, OptedOut, Reachability);

        public string Value(KpiDimension dimension) => dimension switch
        {
            KpiDimension.Sensitivity => KpiKeys.Fold(Sensitivity?.ToString()),
            KpiDimension.Reachability => KpiKeys.Fold(Reachability.ToString()),
            _ => Text ?? KpiKeys.None,
        };
    }
}
