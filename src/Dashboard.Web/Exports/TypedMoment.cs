using System.Globalization;

namespace Dashboard.Web.Exports;

/// <summary>A moment that a workbook keeps as a date, to be sorted and reckoned with; formats that have only text write it in ISO 8601.</summary>
/// <param name="At">The moment.</param>
internal sealed record TypedMoment(DateTimeOffset At)
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd"];

    // Day 0 of workbooks, as it is for all days since March 1900.
    private static readonly DateTime Zero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Days since the workbook's day 0, in UTC.</summary>
    public decimal Serial => Math.Round((decimal)(At.UtcDateTime - Zero).Ticks / TimeSpan.TicksPerDay, 8);

    /// <summary>The moment of a text of a snapshot: a moment to the millisecond, or a day.</summary>
    public static bool TryParse(string text, out TypedMoment? moment)
    {
        moment = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year >= 1901
            ? new TypedMoment(at)
            : null;
        return moment is not null;
    }
}
