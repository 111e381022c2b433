using System.Globalization;
using Dashboard.Core.Reports;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>How much of a month its runs saw.</summary>
internal static class MonthQualityReader
{
    /// <summary>Reads it; <paramref name="stale"/> is how many apps the standing run did not see.</summary>
    public static async Task<MonthQuality> ReadAsync(
        DashboardDbContext context, MonthSpan span, MonthCompleteness completeness, int stale, CancellationToken cancellationToken)
    {
        var (before, at) = (span.Before, span.At);
        var runs = await context.Runs.Where(r => r.RunTime > before && r.RunTime <= at).OrderBy(r => r.RunTime)
            .Select(r => new { r.RunTime, r.Status, r.MissingScopes }).ToListAsync(cancellationToken);
        var merged = runs.Where(r => r.Status is RunStatus.Succeeded or RunStatus.Partial).ToList();
        // Also the days before the first run of the history: nobody saw them.
        var days = Days(UnixTime.Day(before + 1), UnixTime.Day(at));
        var missed = days.Except(merged.Select(r => UnixTime.Day(r.RunTime))).Order().ToList();
        var (succeeded, partial) = (merged.Count(r => r.Status == RunStatus.Succeeded), merged.Count(r => r.Status == RunStatus.Partial));
        return new MonthQuality
        {
            // A failed run leaves no hole where another one of its day read everything.
            Whole = completeness == MonthCompleteness.Complete && missed.Count == 0 && partial == 0 && succeeded > 0,
            Days = days.Count,
            DaysWithoutRun = [.. missed.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            Succeeded = succeeded,
            Partial = partial,
            Failed = runs.Count - merged.Count,
            UnseenScopes =
            [
                .. merged.SelectMany(r => StoredJson.ReadNames(r.MissingScopes)).GroupBy(n => n, StringComparer.Ordinal)
                    .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new UnseenScope(g.Key, g.Count())),
            ],
            StaleApps = stale,
        };
    }

    private static List<DateOnly> Days(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
}
