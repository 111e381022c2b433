using System.Globalization;
using System.Text;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Charts;

/// <summary>
/// The shapes of the backlog in percent of their plot: open and overdue findings day by day up to now, then the weeks ahead with their band.
/// </summary>
public sealed class BurnDownGeometry
{
    private readonly DateOnly _first;
    private readonly double _span;

    /// <summary>Draws <paramref name="days"/>, of which there is at least one, and what lies ahead of them.</summary>
    public BurnDownGeometry(IReadOnlyList<FindingDay> days, BacklogForecast forecast)
    {
        var (last, ahead) = (days[^1], forecast.Ahead);
        _first = days[0].Day;
        var weeksAhead = ahead.Count == 0 ? 0 : 7 * ahead.Count;
        _span = Math.Max(1, last.Day.DayNumber - _first.DayNumber + weeksAhead);
        Max = RoundAxis.End(days.Select(d => (double)d.Counts.Open).Concat(ahead.Select(w => w.Upper)).Max());
        Now = X(last.Day.DayNumber - _first.DayNumber);
        NowLevel = Y(last.Counts.Open);
        Open = Path(days.Select(d => (double)d.Counts.Open));
        Overdue = Path(days.Select(d => (double)d.Counts.Overdue));
        Expected = ahead.Count == 0 ? null : Line(ahead.Select(w => w.Open)).Insert(0, 'M').ToString();
        Band = ahead.Count == 0 ? null : Line(ahead.Select(w => w.Upper)).Insert(0, 'M').Append(BackAlong(ahead)).ToString();
        Marks = [.. TimeAxis.Of(_first, (int)_span + 1)];
    }

    /// <summary>The end of the axis.</summary>
    public double Max { get; }

    /// <summary>Where the last day lies.</summary>
    public double Now { get; }

    /// <summary>How high its open findings lie, from the top.</summary>
    public double NowLevel { get; }

    /// <summary>Open findings.</summary>
    public string Open { get; }

    /// <summary>Overdue ones.</summary>
    public string Overdue { get; }

    /// <summary>What is expected; null where nothing can be said.</summary>
    public string? Expected { get; }

    /// <summary>The 95 % band about it.</summary>
    public string? Band { get; }

    /// <summary>The marks of the axis.</summary>
    public IReadOnlyList<TimeMark> Marks { get; }

    /// <summary>The place of a day, counted from the first.</summary>
    public double X(double day) => 100 * day / _span;

    /// <summary>The height of a count, from the top.</summary>
    public double Y(double count) => 100 - (100 * count / Max);

    private string Path(IEnumerable<double> counts)
    {
        var text = new StringBuilder();
        foreach (var (count, day) in counts.Select((c, i) => (c, i))) Point(text.Append(day == 0 ? 'M' : 'L'), X(day), Y(count));
        return text.ToString();
    }

    // Both edges begin at what stands now, where nothing is left to chance.
    private StringBuilder Line(IEnumerable<double> counts)
    {
        var text = new StringBuilder();
        Point(text, Now, NowLevel);
        foreach (var (count, week) in counts.Select((c, i) => (c, i + 1))) Point(text.Append('L'), Week(week), Y(count));
        return text;
    }

    private string BackAlong(IReadOnlyList<ForecastWeek> ahead)
    {
        var text = new StringBuilder();
        for (var week = ahead.Count; week > 0; week--) Point(text.Append('L'), Week(week), Y(ahead[week - 1].Lower));
        return text.Append('Z').ToString();
    }

    private double Week(int week) => Now + X(7 * week);

    private static void Point(StringBuilder text, double x, double y) => text.Append(CultureInfo.InvariantCulture, $"{x:0.##} {y:0.##}");
}
