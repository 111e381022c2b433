namespace Dashboard.Web.Demo;

/// <summary>The run times of the demo's past.</summary>
internal static class DemoDays
{
    private static readonly TimeSpan TimeOfRun = TimeSpan.FromHours(6);

    /// <summary>
    /// A run a day at 06:00 UTC over <paramref name="months"/> months before <paramref name="now"/>. A demo that stands
    /// at a moment of its own ends with a run at that very moment, and there is always at least one.
    /// </summary>
    public static List<DateTimeOffset> Of(DateTimeOffset now, int months, bool endsNow)
    {
        var days = new List<DateTimeOffset>();
        var first = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddMonths(-months);
        for (var run = first + TimeOfRun; run <= now; run = run.AddDays(1)) days.Add(run);
        if (months == 0) days.Clear();
        if ((endsNow || days.Count == 0) && (days.Count == 0 || days[^1] < now)) days.Add(now);
        return days;
    }
}
