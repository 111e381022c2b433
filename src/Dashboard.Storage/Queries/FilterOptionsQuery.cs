using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The values that a dimension has at a moment, most apps first.</summary>
public sealed class FilterOptionsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now.</summary>
    public async Task<IReadOnlyList<FilterOption>> RunAsync(
        KpiDimension dimension, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var values = await context.KpisAt(moment.At)
            .Where(k => k.Dimension == dimension)
            .OrderByDescending(k => k.Counts.Total)
            .ThenBy(k => k.Value)
            .Select(k => new { k.Value, k.Counts.Total })
            .ToListAsync(cancellationToken);
        var labels = await DimensionLabels.ReadAsync(context, dimension, cancellationToken);
        return [.. values.Select(v => new FilterOption(v.Value, labels.Of(v.Value), v.Total))];
    }
}
