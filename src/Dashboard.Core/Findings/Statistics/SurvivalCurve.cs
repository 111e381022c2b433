namespace Dashboard.Core.Findings.Statistics;

/// <summary>A step of a curve: it falls at a moment and stays until the next.</summary>
/// <param name="Time">The moment.</param>
/// <param name="AtRisk">Subjects that were still followed just before it.</param>
/// <param name="Events">Events at it.</param>
/// <param name="Survival">The share that still waits from then on.</param>
/// <param name="Lower">The lower end of the pointwise 95 % band; null where nobody is left.</param>
/// <param name="Upper">Its upper end.</param>
public readonly record struct SurvivalStep(double Time, int AtRisk, int Events, double Survival, double? Lower, double? Upper);

/// <summary>A quantile of times; one of the two is null, and both where nobody was followed.</summary>
/// <param name="Value">The quantile; null where it was not reached.</param>
/// <param name="LowerBound">Where it was not reached: it lies above this, the longest follow-up.</param>
public readonly record struct Quantile(double? Value, double? LowerBound);

/// <summary>A survival curve.</summary>
/// <param name="Steps">Its steps in the order of time.</param>
/// <param name="LastTime">The longest follow-up; null where nobody was followed.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalStep> Steps, double? LastTime)
{
    /// <summary>Rounding of a long product; far below the smallest step of a curve.</summary>
    private const double Rounding = 1e-11;

    /// <summary>Until when each subject was followed, ascending.</summary>
    public IReadOnlyList<double> Follows { get; init; } = [];

    /// <summary>The moments at which a subject's observation ended without an event, ascending; a moment once.</summary>
    public IReadOnlyList<double> Censored { get; init; } = [];

    /// <summary>How many subjects were followed for at least <paramref name="time"/>.</summary>
    public int FollowedAt(double time) => Follows.Count(f => f >= time);

    /// <summary>The share that still waits after <paramref name="time"/>.</summary>
    public double At(double time)
    {
        var survival = 1.0;
        foreach (var step in Steps)
        {
            if (step.Time > time) break;
            survival = step.Survival;
        }

        return survival;
    }

    /// <summary>The least time at which at most 1 − <paramref name="q"/> still wait.</summary>
    public Quantile Quantile(double q)
    {
        foreach (var step in Steps)
        {
            if (step.Survival <= 1 - q + Rounding) return new Quantile(step.Time, null);
        }

        return new Quantile(null, LastTime);
    }
}
