using System.Globalization;

namespace Dashboard.Web.Urls;

/// <summary>
/// Moments in URLs and options: ISO 8601. A time without an offset is UTC. A bare date means the end of that day,
/// since a day's figures are those that stood at 24:00 UTC.
/// </summary>
public static class AsOfUrl
{
    /// <summary>What is expected, for messages.</summary>
    public const string Expected = "an ISO 8601 date (2026-03-31: the end of that day, UTC) or time (2026-03-31T06:00:00Z)";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private static readonly string[] Times =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a moment; false where it is not understood.</summary>
    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        // A plus sign that nobody encoded arrives as a blank.
        var trimmed = text.Trim().Replace(' ', '+');
        if (TryParseDate(trimmed, out var date))
        {
            if (date == DateOnly.MaxValue) { moment = default; return false; }
            moment = EndOf(date);
            return true;
        }

        return DateTimeOffset.TryParseExact(
            trimmed, Times, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }

    /// <summary>
    /// True where nobody can know yet what was at <paramref name="moment"/>. The end of today is not meant so, nor a clock
    /// that is a little ahead: both mean now.
    /// </summary>
    public static bool IsFuture(DateTimeOffset moment, DateTimeOffset now)
    {
        var latest = now + ClockTolerance;
        return moment > latest && moment != EndOf(DateOnly.FromDateTime(latest.UtcDateTime));
    }

    /// <summary>Reads a bare date.</summary>
    public static bool TryParseDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>The last moment of a day, to the millisecond in which run times are kept.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new(day.AddDays(1).ToDateTime(TimeOnly.MinValue).AddMilliseconds(-1), TimeSpan.Zero);

    /// <summary>The text of a moment: a bare date where it is the end of a day, so that links stay readable.</summary>
    public static string Format(DateTimeOffset moment)
    {
        var utc = moment.ToUniversalTime();
        var day = DateOnly.FromDateTime(utc.DateTime);
        if (day < DateOnly.MaxValue && utc == EndOf(day)) return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
    }
}
