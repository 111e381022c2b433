using System.Globalization;

namespace Dashboard.Web.Components.Kit;

/// <summary>Figures, moments and spans in the words of the pages. Words are English; separators are the reader's.</summary>
public static class Words
{
    /// <summary>A count: <c>1,284</c>.</summary>
    public static string Count(int value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A count that may be beyond an <see cref="int"/>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A size: <c>512 B</c>, <c>1.5 MB</c>, in units of 1,000.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => Count(bytes) + " B",
        < 1_000_000 => (bytes / 1e3).ToString("0.0", CultureInfo.CurrentCulture) + " kB",
        < 1_000_000_000 => (bytes / 1e6).ToString("0.0", CultureInfo.CurrentCulture) + " MB",
        _ => (bytes / 1e9).ToString("0.0", CultureInfo.CurrentCulture) + " GB",
    };

    /// <summary>A percentage that is already floored to one decimal: <c>73.8%</c>; null is <c>–</c>.</summary>
    public static string Percent(decimal? value) =>
        value is { } v ? v.ToString("0.0", CultureInfo.CurrentCulture) + "%" : "–";

    /// <summary>A target: <c>90%</c>, with a decimal only where it has one.</summary>
    public static string Target(decimal value) => value.ToString("0.#", CultureInfo.CurrentCulture) + "%";

    /// <summary><c>1 app</c>, <c>41 apps</c>.</summary>
    public static string Of(int count, string one, string? many = null) => $"{Count(count)} {Form(count, one, many)}";

    /// <summary>The noun without the figure.</summary>
    public static string Form(int count, string one, string? many = null) => count == 1 ? one : many ?? one + "s";

    /// <summary><c>24 Nov 2026</c>, in UTC.</summary>
    public static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>24 Nov 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>31 October</c>, with the year where it is not <paramref name="now"/>'s.</summary>
    public static string LongDay(DateTimeOffset moment, DateTimeOffset now) => moment.UtcDateTime.ToString(
        moment.UtcDateTime.Year == now.UtcDateTime.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>24 Nov</c>, with the year where it is not <paramref name="now"/>'s.</summary>
    public static string ShortDay(DateTimeOffset moment, DateTimeOffset now) => moment.UtcDateTime.ToString(
        moment.UtcDateTime.Year == now.UtcDateTime.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>06:14</c>, in UTC; the last millisecond of a day is its <c>24:00</c>.</summary>
    public static string Clock(DateTimeOffset moment) => moment.UtcDateTime.AddMilliseconds(1).TimeOfDay < TimeSpan.FromMilliseconds(1)
        ? "24:00"
        : moment.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A moment with as much of it as <paramref name="format"/> wants.</summary>
    public static string Moment(DateTimeOffset moment, TimeFormat format, DateTimeOffset now) => format switch
    {
        TimeFormat.Day => Day(moment),
        TimeFormat.ShortDay => ShortDay(moment, now),
        TimeFormat.DayAndTime => $"{ShortDay(moment, now)}, {Clock(moment)}",
        TimeFormat.Full => $"{Day(moment)} {Clock(moment)} UTC",
        TimeFormat.Ago => Ago(moment, now),
    };

    /// <summary>How long ago: <c>just now</c>, <c>2 hours ago</c>, <c>4 months ago</c>.</summary>
    public static string Ago(DateTimeOffset moment, DateTimeOffset now)
    {
        var age = now - moment;
        return age < TimeSpan.FromMinutes(1) ? "just now" : Age(age) + " ago";
    }

    /// <summary>A span in its largest whole unit: <c>55 days</c>, <c>3 months</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => Of((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Of((int)age.TotalHours, "hour"),
        { TotalDays: < 61 } => Of((int)age.TotalDays, "day"),
        { TotalDays: < 730 } => Of((int)(age.TotalDays / 30.44), "month"),
        _ => Of((int)(age.TotalDays / 365.25), "year"),
    };

    /// <summary>How long something took: <c>0.4 s</c>, <c>12 s</c>, <c>3 min 20 s</c>, <c>1 h 4 min</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 0.1 } => "under 0.1 s",
        { TotalSeconds: < 10 } => span.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture) + " s",
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min {span.Seconds} s",
        _ => $"{(int)span.TotalHours} h {span.Minutes} min",
    };

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> parts) => Join(parts, "and");

    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IReadOnlyList<string> parts) => Join(parts, "or");

    private static string Join(IReadOnlyList<string> parts, string last) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + $" {last} " + parts[^1],
    };

    /// <summary>The first letter as a capital.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
