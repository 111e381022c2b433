using System.Globalization;

namespace Dashboard.Web.Components.Charts;

/// <summary>A mark on a time axis.</summary>
/// <param name="Index">The day's index.</param>
/// <param name="Text">What stands there.</param>
/// <param name="IsYear">True where the year stands in January's place.</param>
/// <param name="Minor">True for marks that narrow screens leave out.</param>
public sealed record TimeMark(int Index, string Text, bool IsYear, bool Minor);

/// <summary>The marks of a time axis: months, the year in January's place; weeks where the span is short.</summary>
public static class TimeAxis
{
    private const int MostMarks = 13;

    /// <summary>The marks for a span of days.</summary>
    public static IReadOnlyList<TimeMark> Of(DateOnly first, int days)
    {
        if (days <= 62) return Weeks(first, days);
        var marks = new List<TimeMark>();
        for (var i = 0; i < days; i++)
        {
            var day = first.AddDays(i);
            if (day.Day != 1) continue;
            var january = day.Month == 1;
            var text = day.ToString(january ? "yyyy" : "MMM", CultureInfo.InvariantCulture);
            marks.Add(new TimeMark(i, text, january, Minor: day.Month % 3 != 1));
        }

        return marks.Count <= MostMarks ? marks : [.. marks.Where(m => !m.Minor)];
    }

    private static List<TimeMark> Weeks(DateOnly first, int days)
    {
        var every = days <= 14 ? 1 : 7;
        var start = every == 1 ? 0 : ((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7;
        var marks = new List<TimeMark>();
        // At the very end a date would be moved inwards, over the one before it.
        var end = every == 1 ? days : days - 4;
        for (var i = start; i < end; i += every)
            marks.Add(new TimeMark(i, first.AddDays(i).ToString("d MMM", CultureInfo.InvariantCulture), false, Minor: marks.Count % 2 == 1));
        return marks;
    }
}
