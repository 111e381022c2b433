using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
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
        var firstRun = await context.Runs.Merged().MinAsync(r => (long?)r.RunTime, cancellationToken);
        if (moment.Run is null || firstRun is null) return new TrendAnswer([], moment.AsOf, null);

        var first = from > UnixTime.Day(firstRun.Value) ? from : UnixTime.Day(firstRun.Value);
        var last = UnixTime.Day(moment.At);
        if (first > last) return new TrendAnswer([], moment.AsOf, moment.Run);

        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        var ends = days.Select(day => Math.Min(UnixTime.EndOf(day), moment.At)).ToList();
        var counts = await CountsReader.ReadAsync(context, filter, ends[0], moment.At, cancellationToken);
        var runs = await RunsByDayAsync(context, UnixTime.StartOf(first), moment.At, cancellationToken);
        var points = days.Zip(counts.At(ends), (day, figures) => new TrendDay(day, figures, Status(runs, day)));
        return new TrendAnswer([.. points], moment.AsOf, moment.Run);
    }

    private static RunStatus? Status(Dictionary<DateOnly, RunStatus> runs, DateOnly day) =>
        runs.TryGetValue(day, out var status) ? status : null;

    private static async Task<Dictionary<DateOnly, RunStatus>> RunsByDayAsync(
        DashboardDbContext context, long from, long to, CancellationToken cancellationToken)
    {
        var runs = await context.Runs.Merged()
            .Where(r => r.RunTime >= from && r.RunTime <= to)
            .OrderBy(r => r.RunTime)
            .Select(r => new { r.RunTime, r.Status })
            .ToListAsync(cancellationToken);
        return runs.GroupBy(r => UnixTime.Day(r.RunTime)).ToDictionary(g => g.Key, g => g.Last().Status);
    }
}
