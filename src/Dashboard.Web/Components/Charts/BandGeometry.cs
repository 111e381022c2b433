using System.Globalization;
using System.Text;

namespace Dashboard.Web.Components.Charts;

/// <summary>
/// The shapes of a band chart in percent of its plot, so that it fits any width without being drawn again. Bands are
/// painted over each other from the top band to the bottom one; each reaches from its upper edge to the baseline.
/// </summary>
public static class BandGeometry
{
    /// <summary>A stretch of days.</summary>
    /// <param name="From">The first day's index.</param>
    /// <param name="To">The index after the last day.</param>
    public readonly record struct Stretch(int From, int To)
    {
        /// <summary>Days in it.</summary>
        public int Length => To - From;
    }

    /// <summary>The upper edge of each band on each day, in percent from the bottom; null where the day is a gap.</summary>
    public static IReadOnlyList<decimal?[]> Edges(ChartSpec spec)
    {
        var edges = new List<decimal?[]>();
        var sum = new decimal?[spec.Days.Count];
        Array.Fill(sum, 0m);
        foreach (var series in spec.Series)
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] = spec.Days[i].HasRun ? sum[i] + series.Percent[i] : null;
            edges.Add([.. sum]);
        }

        return edges;
    }

    /// <summary>The area under an edge as a CSS <c>clip-path</c>. Gaps go down to the baseline.</summary>
    public static string Polygon(decimal?[] edge)
    {
        var text = new StringBuilder("polygon(0 100%");
        decimal? level = null;
        for (var i = 0; i < edge.Length; i++)
        {
            if (i > 0 && edge[i] == level) continue;
            if (i > 0) Point(text, X(i, edge.Length), level ?? 0);
            Point(text, X(i, edge.Length), edge[i] ?? 0);
            level = edge[i];
        }

        Point(text, 100, level ?? 0);
        return text.Append(",100% 100%)").ToString();

        static void Point(StringBuilder text, decimal x, decimal up) =>
            text.Append(CultureInfo.InvariantCulture, $",{x:0.##}% {100 - up:0.##}%");
    }

    /// <summary>An edge as the path of a line in a 100 × 100 view box, broken at gaps.</summary>
    public static string Line(decimal?[] edge)
    {
        var text = new StringBuilder();
        decimal? level = null;
        for (var i = 0; i < edge.Length; i++)
        {
            if (edge[i] == level) continue;
            if (level is not null) text.Append(CultureInfo.InvariantCulture, $"H{X(i, edge.Length):0.##}");
            if (edge[i] is { } up && level is null) text.Append(CultureInfo.InvariantCulture, $"M{X(i, edge.Length):0.##} {100 - up:0.##}");
            else if (edge[i] is { } next) text.Append(CultureInfo.InvariantCulture, $"V{100 - next:0.##}");
            level = edge[i];
        }

        return level is null ? text.ToString() : text.Append("H100").ToString();
    }

    /// <summary>The stretches of days for which <paramref name="test"/> holds.</summary>
    public static IEnumerable<Stretch> Stretches(IReadOnlyList<ChartDay> days, Func<ChartDay, bool> test)
    {
        for (var i = 0; i < days.Count; i++)
        {
            if (!test(days[i])) continue;
            var from = i;
            while (i < days.Count && test(days[i])) i++;
            yield return new Stretch(from, i);
        }
    }

    /// <summary>The left edge of a day, in percent.</summary>
    public static decimal X(int day, int days) => day * 100m / days;

    /// <summary>Moves labels apart so that none overlaps, keeping their order; all in pixels from the top.</summary>
    public static IReadOnlyList<double> Spread(IReadOnlyList<double> wanted, double spacing, double height)
    {
        var places = wanted.ToArray();
        for (var i = 1; i < places.Length; i++) places[i] = Math.Max(places[i], places[i - 1] + spacing);
        if (places.Length > 0) places[^1] = Math.Min(places[^1], height);
        for (var i = places.Length - 2; i >= 0; i--) places[i] = Math.Min(places[i], places[i + 1] - spacing);
        return places;
    }
}
