using Cronos;

namespace Dashboard.Web.Status;

/// <summary>What a schedule promises.</summary>
internal static class ScheduleTimes
{
    /// <summary>Occurrences looked at: a week of working days has a weekend in it.</summary>
    private const int LookAhead = 8;

    /// <summary>When the next run starts by itself; null where none ever does.</summary>
    public static DateTimeOffset? Next(CronExpression? schedule, DateTimeOffset now) => schedule?.GetNextOccurrence(now, TimeZoneInfo.Utc);

    /// <summary>The longest time between two of the next runs, so that a weekend without runs is no alarm; null where there are none.</summary>
    public static TimeSpan? Interval(CronExpression? schedule, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        var at = Next(schedule, now);
        for (var i = 0; i < LookAhead && at is { } from; i++)
        {
            at = Next(schedule, from);
            if (at - from is { } gap && !(gap <= longest)) longest = gap;
        }

        return longest;
    }
}
