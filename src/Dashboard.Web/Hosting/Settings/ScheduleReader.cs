using Cronos;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>When runs start by themselves.</summary>
internal static class ScheduleReader
{
    private const string Daily = "0 6 * * *";

    /// <summary>Reads the schedule: five cron fields in UTC. Not set is daily at 06:00; empty or off is never.</summary>
    public static (CronExpression? Schedule, string Text) Read(SettingSource source)
    {
        const string key = "Schedule";
        var text = source.RawText(key) ?? Daily;
        // Some shells cannot set a variable to nothing.
        if (text.Length == 0 || text.Equals("off", StringComparison.OrdinalIgnoreCase)) return (null, "");
        if (CronExpression.TryParse(text, out var schedule)) return (schedule, text);
        source.Wrong(key, $"'{text}' is no cron expression.", $"Set five fields in UTC such as '{Daily}', or 'off'.");
        return (null, "");
    }
}
