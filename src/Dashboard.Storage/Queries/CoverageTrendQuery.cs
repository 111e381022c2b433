using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The counts of each day of a period under a filter.</summary>
public sealed class CoverageTrendQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query over the days from <paramref name="from"/> to the moment <paramref name="to"/>.</summary>
    public async Task<TrendAnswer> RunAsync(AppFilter filter, DateOnly from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, to, clock, cancellationToken);
        if (await TrendDays.ReadAsync(context, from, moment, cancellationToken) is not { } trend) return new TrendAnswer([], moment.AsOf, moment.Run);
        var counts = await CountsReader.ReadAsync(context, filter, trend.Ends[0], moment.At, cancellationToken);
        var spans = await ExceptedSpans.ReadAsync(context, filter, trend.Ends[0], moment.At, cancellationToken);
        var points = trend.Days.Zip(counts.At(trend.Ends), ExceptedSpans.CountAt(spans, trend.Ends))
            .Select(day => new TrendDay(day.First, day.Second, trend.RunOf(day.First)) { Excepted = day.Third });
        return new TrendAnswer([.. points], moment.AsOf, moment.Run);
    }
}
