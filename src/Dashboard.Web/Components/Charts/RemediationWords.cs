using System.Globalization;
using Dashboard.Core.Findings.Statistics;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Charts;

/// <summary>Times to remediate in words and on axes.</summary>
public static class RemediationWords
{
    /// <summary>Days with a decimal below ten: <c>4.5 days</c>, <c>47 days</c>.</summary>
    public static string Days(double days) => $"{Number(days)} {(Number(days) == "1" ? "day" : "days")}";

    /// <summary>The figure alone.</summary>
    public static string Number(double days) => days.ToString(days < 10 ? "0.#" : "0", CultureInfo.CurrentCulture);

    /// <summary>Whole days, rounded down: what a lower bound may say.</summary>
    public static string Whole(double days, bool unit = true) => unit ? Words.Of((int)days, "day") : Number(days);

    /// <summary>A quantile in words: <c>47 days</c>; <c>not reached, more than 364 days</c>; null where nobody was followed.</summary>
    public static string? Of(Quantile quantile) => quantile switch
    {
        { Value: { } value } => Days(value),
        { LowerBound: { } bound } => $"not reached, more than {Whole(bound)}",
        _ => null,
    };

    /// <summary>A round end of an axis that divides by four.</summary>
    public static double NiceMax(double highest)
    {
        double[] steps = [4, 8, 20, 40, 60, 80, 100, 200, 400, 600, 800];
        for (var scale = 1.0; ; scale *= 100)
        {
            foreach (var step in steps)
                if (highest <= step * scale) return step * scale;
        }
    }
}
