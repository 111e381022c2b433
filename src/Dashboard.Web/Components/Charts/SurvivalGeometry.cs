using System.Globalization;
using System.Text;
using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Web.Components.Charts;

/// <summary>The shapes of a survival curve in percent of its plot, so that it fits any width without being drawn again.</summary>
/// <param name="curve">The curve.</param>
public sealed class SurvivalGeometry(SurvivalCurve curve)
{
    private static readonly int[] FarMarks = [0, 30, 60, 90, 180, 270, 360];
    private static readonly int[] NearMarks = [0, 7, 14, 21, 28, 42, 56];

    /// <summary>The last day on the axis.</summary>
    public double Max { get; } = Math.Max(14, curve.LastTime ?? 0);

    /// <summary>The marks of the axis in days.</summary>
    public IReadOnlyList<int> Marks => [.. (Max > 62 ? FarMarks : NearMarks).Where(m => m <= Max)];

    /// <summary>The place of a time.</summary>
    public double X(double days) => 100 * days / Max;

    /// <summary>The steps, to the longest follow-up.</summary>
    public string Line => Path(s => s.Survival, new StringBuilder("M0 0")).ToString();

    /// <summary>The band: its upper end there, its lower end back.</summary>
    public string Band
    {
        get
        {
            var text = Path(s => s.Upper ?? s.Survival, new StringBuilder("M0 0"));
            var end = X(curve.LastTime ?? 0);
            for (var i = curve.Steps.Count - 1; i >= 0; i--)
            {
                var step = curve.Steps[i];
                text.Append(CultureInfo.InvariantCulture, $"L{end:0.##} {Y(step.Lower ?? step.Survival):0.##}");
                end = X(step.Time);
                text.Append(CultureInfo.InvariantCulture, $"H{end:0.##}");
            }

            return text.Append('Z').ToString();
        }
    }

    /// <summary>Where observations ended without a remediation: a tick each, several at one place as one.</summary>
    public IEnumerable<(double X, double Y)> Ticks => curve.Censored.Select(t => (X: Math.Round(X(t), 1), Y: Math.Round(Y(curve.At(t)), 1))).Distinct();

    /// <summary>The height of a share, from the top.</summary>
    public static double Y(double share) => 100 - (100 * share);

    private StringBuilder Path(Func<SurvivalStep, double> level, StringBuilder text)
    {
        foreach (var step in curve.Steps) text.Append(CultureInfo.InvariantCulture, $"H{X(step.Time):0.##}V{Y(level(step)):0.##}");
        return text.Append(CultureInfo.InvariantCulture, $"H{X(curve.LastTime ?? 0):0.##}");
    }
}
