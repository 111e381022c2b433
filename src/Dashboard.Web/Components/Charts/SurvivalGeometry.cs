using System.Globalization;
using System.Text;
using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Web.Components.Charts;

/// <summary>
/// The shapes of a survival curve in percent of its plot, so that it fits any width without being drawn again. Steps that fall on the same
/// thousandth of the width are drawn as one: however many findings there are, the shapes do not grow with them.
/// </summary>
public sealed class SurvivalGeometry
{
    private static readonly int[] FarMarks = [0, 30, 60, 90, 180, 270, 360];
    private static readonly int[] NearMarks = [0, 7, 14, 21, 28, 42, 56];

    private readonly double _end;
    private readonly List<(double X, SurvivalStep Step)> _steps = [];

    /// <summary>Draws <paramref name="curve"/>.</summary>
    public SurvivalGeometry(SurvivalCurve curve)
    {
        Max = Math.Max(14, curve.LastTime ?? 0);
        Marks = [.. (Max > 62 ? FarMarks : NearMarks).Where(m => m <= Max)];
        _end = Place(curve.LastTime ?? 0);
        foreach (var step in curve.Steps)
        {
            var x = Place(step.Time);
            if (_steps.Count > 0 && _steps[^1].X == x) _steps[^1] = (x, step);
            else _steps.Add((x, step));
        }

        Line = Path(s => s.Survival).ToString();
        Band = BandOf();
        Ticks = TicksOf(curve);
    }

    /// <summary>The last day on the axis.</summary>
    public double Max { get; }

    /// <summary>The marks of the axis in days.</summary>
    public IReadOnlyList<int> Marks { get; }

    /// <summary>The steps, to the longest follow-up.</summary>
    public string Line { get; }

    /// <summary>The band: its upper end there, its lower end back.</summary>
    public string Band { get; }

    /// <summary>Where observations ended without a remediation: a tick each, several at one place as one.</summary>
    public IReadOnlyList<(double X, double Y)> Ticks { get; }

    /// <summary>The place of a time.</summary>
    public double X(double days) => 100 * days / Max;

    /// <summary>The height of a share, from the top.</summary>
    public static double Y(double share) => 100 - (100 * share);

    private double Place(double days) => Math.Round(X(days), 1);

    private string BandOf()
    {
        var text = Path(s => s.Upper ?? s.Survival);
        var end = _end;
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            var (x, step) = _steps[i];
            text.Append(CultureInfo.InvariantCulture, $"L{end:0.#} {Y(step.Lower ?? step.Survival):0.##}");
            text.Append(CultureInfo.InvariantCulture, $"H{x:0.#}");
            end = x;
        }

        return text.Append('Z').ToString();
    }

    private List<(double X, double Y)> TicksOf(SurvivalCurve curve)
    {
        var (ticks, survival, next) = (new List<(double X, double Y)>(), 1.0, 0);
        foreach (var time in curve.Censored)
        {
            for (; next < curve.Steps.Count && curve.Steps[next].Time <= time; next++) survival = curve.Steps[next].Survival;
            var tick = (Place(time), Math.Round(Y(survival), 1));
            if (ticks.Count == 0 || ticks[^1] != tick) ticks.Add(tick);
        }

        return ticks;
    }

    private StringBuilder Path(Func<SurvivalStep, double> level)
    {
        var text = new StringBuilder("M0 0");
        foreach (var (x, step) in _steps) text.Append(CultureInfo.InvariantCulture, $"H{x:0.#}V{Y(level(step)):0.##}");
        return text.Append(CultureInfo.InvariantCulture, $"H{_end:0.#}");
    }
}
