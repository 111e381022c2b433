using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The counts of each value of a dimension under a filter, now and at an earlier moment.</summary>
public sealed class BreakdownQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>
    /// Runs the query; <paramref name="asOf"/> null means now. Values that have apps at that moment, most apps first; a
    /// value that had apps only at <paramref name="before"/> has no row.
    /// </summary>
    public async Task<IReadOnlyList<BreakdownRow>> RunAsync(
        KpiDimension dimension, AppFilter filter, DateTimeOffset? asOf, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var counts = await GroupedCounts.AtAsync(context, dimension, filter, moment, cancellationToken);
        var past = before is { } then ? await Moment.ReadAsync(context, then, clock, cancellationToken) : null;
        var earlier = past is null ? [] : await GroupedCounts.AtAsync(context, dimension, filter, past, cancellationToken);
        var excepted = await ExceptedAsync(context, dimension, filter, moment, cancellationToken);
        var exceptedBefore = past is null ? null : await ExceptedAsync(context, dimension, filter, past, cancellationToken);
        var labels = await DimensionLabels.ReadAsync(context, dimension, cancellationToken);
        return
        [
            .. counts
                .OrderByDescending(c => c.Value.Total)
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new BreakdownRow(
                    c.Key, labels.Of(c.Key), c.Value, earlier.TryGetValue(c.Key, out var old) ? old : null)
                {
                    Excepted = excepted.GetValueOrDefault(c.Key),
                    ExceptedBefore = exceptedBefore?.GetValueOrDefault(c.Key) ?? default,
                }),
        ];
    }

    private static async Task<Dictionary<string, ExceptedCounts>> ExceptedAsync(
        DashboardDbContext context, KpiDimension dimension, AppFilter filter, Moment moment, CancellationToken cancellationToken) =>
        (await ExceptedSpans.ReadAsync(context, filter, moment.At, moment.At, cancellationToken))
        .GroupBy(s => GroupedCounts.ValueOf(s.State, dimension))
        .ToDictionary(g => g.Key, g => ExceptedSpans.CountAt(g, [moment.At])[0]);
}
