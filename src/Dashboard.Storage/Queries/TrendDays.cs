using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The days of a trend: those from its first day, or the first run's, to its moment.</summary>
internal sealed class TrendDays
{
    private readonly Dictionary<DateOnly, RunStatus> _runs;

    private TrendDays(IReadOnlyList<DateOnly> days, long last, Dictionary<DateOnly, RunStatus> runs)
    {
        (Days, _runs) = (days, runs);
        Ends = [.. days.Select(day => Math.Min(UnixTime.EndOf(day), last))];
    }

    /// <summary>The days, oldest first, at least one.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>The moment of each whose figures are its own: its last one, or that of the trend.</summary>
    public IReadOnlyList<long> Ends { get; }

    /// <summary>Reads them; null where there are none.</summary>
    public static async Task<TrendDays?> ReadAsync(DashboardDbContext context, DateOnly from, Moment to, CancellationToken cancellationToken)
    {
        var firstRun = await context.Runs.Merged().MinAsync(r => (long?)r.RunTime, cancellationToken);
        if (to.Run is null || firstRun is null) return null;
        var (first, last) = (UnixTime.Day(firstRun.Value), UnixTime.Day(to.At));
        if (from > first) first = from;
        if (first > last) return null;
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        return new TrendDays(days, to.At, await RunsByDayAsync(context, UnixTime.StartOf(first), to.At, cancellationToken));
    }

    /// <summary>How the last run of a day ended; null where none was merged.</summary>
    public RunStatus? RunOf(DateOnly day) => _runs.TryGetValue(day, out var status) ? status : null;

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
