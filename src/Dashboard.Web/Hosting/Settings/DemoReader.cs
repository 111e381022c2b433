using Dashboard.Web.Urls;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>The settings of the demo.</summary>
internal static class DemoReader
{
    private static readonly DateTimeOffset Earliest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads them; null in Azure mode, where they must not be set.</summary>
    public static DemoSettings? Read(SettingSource source, DashboardMode mode, DateTimeOffset now)
    {
        var demo = new DemoSettings(
            source.Number("Demo:Apps", 400, 1, 100_000),
            source.Number("Demo:Months", 12, 0, 60),
            source.Number("Demo:Seed", 7, 0, int.MaxValue),
            AsOf(source, now));
        if (mode == DashboardMode.Demo) return demo;
        if (source.IsSet("Demo"))
            source.Wrong("Mode", "Azure mode reads a real estate, but Dashboard__Demo__… is set.", "Set Dashboard__Mode=Demo, or remove the demo settings.");
        return null;
    }

    /// <summary>A bare date is its first moment here: the simulator's own <c>--as-of</c> means the same.</summary>
    private static DateTimeOffset? AsOf(SettingSource source, DateTimeOffset now)
    {
        const string key = "Demo:AsOf";
        if (source.Text(key) is not { } text) return null;
        if (!AsOfUrl.TryParse(text, out var moment))
        {
            source.Wrong(key, $"'{text}' is no moment.", "Set an ISO 8601 date (2026-06-30) or time (2026-06-30T06:00:00Z).");
            return null;
        }

        if (AsOfUrl.TryParseDate(text, out var day)) moment = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (moment >= Earliest && moment <= now) return moment;
        source.Wrong(key, $"'{text}' is too early or in the future.", $"Set a moment from {Earliest:yyyy-MM-dd} to now.");
        return null;
    }
}
