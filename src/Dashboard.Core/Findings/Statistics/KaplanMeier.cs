namespace Dashboard.Core.Findings.Statistics;

/// <summary>
/// The product-limit estimator (Kaplan and Meier 1958) of the share that still waits for the event. Competing ends count as
/// censored. At ties events come before censorings: who was censored at a moment was at risk at it.
/// </summary>
public static class KaplanMeier
{
    /// <summary>The standard normal quantile of a two-sided 95 % band.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The curve of <paramref name="follows"/>, in any order.</summary>
    public static SurvivalCurve Of(IReadOnlyCollection<Follow> follows)
    {
        var (steps, censored) = (new List<SurvivalStep>(), new List<double>());
        var (survival, greenwood, last) = (1.0, 0.0, (double?)null);
        foreach (var row in RiskTable.Of(follows))
        {
            last = row.Time;
            if (row.Censored + row.Competing > 0) censored.Add(row.Time);
            if (row.Events == 0) continue;
            survival *= (double)(row.AtRisk - row.Events) / row.AtRisk;
            greenwood += row.Events / (row.AtRisk * (double)(row.AtRisk - row.Events));
            var (lower, upper) = Band(survival, greenwood);
            steps.Add(new SurvivalStep(row.Time, row.AtRisk, row.Events, survival, lower, upper));
        }

        return new SurvivalCurve(steps, last) { Follows = [.. follows.Select(f => f.Time).Order()], Censored = censored };
    }

    /// <summary>
    /// Greenwood's variance on the scale of log(−log S), which keeps the band between 0 and 1. Where nobody is left it has no
    /// variance, and so no band.
    /// </summary>
    private static (double? Lower, double? Upper) Band(double survival, double greenwood)
    {
        if (survival <= 0) return (null, null);
        var width = Z * Math.Sqrt(greenwood) / Math.Abs(Math.Log(survival));
        return (Math.Pow(survival, Math.Exp(width)), Math.Pow(survival, Math.Exp(-width)));
    }
}
