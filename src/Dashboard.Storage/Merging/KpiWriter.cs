using System.Runtime.InteropServices;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>
/// Carries the stored KPI figures from one run to the next by the difference that the changed apps make. Only values
/// whose figures really change get a new row; a value without apps has none.
/// </summary>
internal sealed class KpiWriter(DashboardDbContext context, long runTime)
{
    private const int ChunkSize = 500;

    private readonly Dictionary<(KpiDimension Dimension, string Value), PostureCounts> _deltas = [];

    /// <summary>An app's state before and after this run; null where it was not there, or is no more.</summary>
    public void Move(AppState? before, AppState? after)
    {
        if (before is not null) Add(before, -1);
        if (after is not null) Add(after, 1);
    }

    /// <summary>Writes what changed.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var insert = new PreparedInsert<KpiIntervalRow>(context);
        await using var close = context.Prepare(
            """UPDATE "KpiIntervals" SET "ValidTo" = @p0 WHERE "Dimension" = @p1 AND "Value" = @p2 AND "ValidFrom" = @p3""",
            parameters: 4);
        var changed = _deltas.Where(d => d.Value != default).GroupBy(d => d.Key.Dimension);
        foreach (var dimension in changed)
        {
            foreach (var chunk in dimension.Chunk(ChunkSize))
            {
                var open = await OpenRowsAsync(dimension.Key, [.. chunk.Select(c => c.Key.Value)], cancellationToken);
                foreach (var ((_, value), delta) in chunk)
                {
                    await WriteAsync(open.GetValueOrDefault(value), dimension.Key, value, delta, insert, close, cancellationToken);
                }
            }
        }
    }

    private async Task WriteAsync(
        KpiIntervalRow? old, KpiDimension dimension, string value, PostureCounts delta,
        PreparedInsert<KpiIntervalRow> insert, PreparedStatement close, CancellationToken cancellationToken)
    {
        if (old is not null) await close.RunAsync([runTime, (int)dimension, value, old.ValidFrom], cancellationToken);
        var counts = (old?.Counts ?? default) + delta;
        if (counts == default) return;
        await insert.RunAsync(
            new KpiIntervalRow { Dimension = dimension, Value = value, ValidFrom = runTime, ValidTo = UnixTime.Open, Counts = counts },
            cancellationToken);
    }

    private Task<Dictionary<string, KpiIntervalRow>> OpenRowsAsync(
        KpiDimension dimension, string[] values, CancellationToken cancellationToken) => context.KpiIntervals
        .Where(k => k.Dimension == dimension && k.ValidTo == UnixTime.Open && values.Contains(k.Value))
        .ToDictionaryAsync(k => k.Value, cancellationToken);

    private void Add(AppState app, int sign)
    {
        var counts = PostureCounts.Of(app) * sign;
        foreach (var key in KpiKeys.Of(app))
        {
            ref var delta = ref CollectionsMarshal.GetValueRefOrAddDefault(_deltas, key, out _);
            delta += counts;
        }
    }
}
