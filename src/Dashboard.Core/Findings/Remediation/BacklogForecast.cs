using Dashboard.Core.Queries;

namespace Dashboard.Core.Findings.Remediation;

/// <summary>What can be said about when a backlog will be small enough.</summary>
public enum ForecastOutcome
{
    /// <summary>It is already.</summary>
    Reached,

    /// <summary>Too few weeks are known to say anything.</summary>
    TooFewWeeks,

    /// <summary>The weeks show no decline, or none that chance would not make as well: there is no date.</summary>
    NotDeclining,

    /// <summary>At this pace it takes more than a year: there is no date, since no pace is known to last so long.</summary>
    BeyondAYear,

    /// <summary>There is a date.</summary>
    Expected,
}

/// <summary>The backlog at the end of a week ahead.</summary>
/// <param name="Until">The end of the week.</param>
/// <param name="Open">How many findings are expected to stand.</param>
/// <param name="Lower">The lower end of the 95 % band of prediction.</param>
/// <param name="Upper">Its upper end.</param>
public readonly record struct ForecastWeek(DateTimeOffset Until, double Open, double Lower, double Upper);

/// <summary>A backlog at the end of a week.</summary>
/// <param name="Until">The end of the week.</param>
/// <param name="Open">How much there was to do.</param>
public readonly record struct BacklogWeek(DateTimeOffset Until, int Open);

/// <summary>
/// The backlog of the weeks ahead at the pace of the last ones, and when it reaches a target. Each week is taken to change the backlog by
/// a mean and by chance, independently of the others: of how many weeks the mean is known, and how they differ, gives the band.
/// </summary>
public sealed record BacklogForecast
{
    /// <summary>The definition that pages and API documentation show.</summary>
    public const string Definition =
        "The backlog goes on as in the last weeks, at most 13: the mean change of a week, with a 95 % band of prediction from how the weeks differ "
        + "(a random walk with drift, Student's t). The dates are when the mean, and the edges of the band, reach the target. There is none where "
        + "fewer than 8 weeks are known, where the decline is not different from chance, or where it takes more than a year. It knows nothing of "
        + "plans, and a change of rules or scope in these weeks is in it.";

    /// <summary>As many weeks are looked at, where they are known.</summary>
    public const int MostWeeks = 13;

    /// <summary>With fewer nothing is said.</summary>
    public const int FewestWeeks = 8;

    /// <summary>As many weeks have to be read: the first is where the others start from.</summary>
    public const int WeeksToRead = MostWeeks + 1;

    /// <summary>No date lies farther away, in weeks.</summary>
    public const int Horizon = 52;

    private const int WeeksAhead = 13;

    /// <summary>Quantiles of 97.5 % of Student's t with 7 to 12 degrees of freedom.</summary>
    private static readonly double[] T = [2.364624, 2.306004, 2.262157, 2.228139, 2.200985, 2.178813];

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>What can be said.</summary>
    public required ForecastOutcome Outcome { get; init; }

    /// <summary>How many findings may stand.</summary>
    public required int Target { get; init; }

    /// <summary>Of how many weeks the pace is.</summary>
    public required int Weeks { get; init; }

    /// <summary>By how much the backlog shrinks in a week, in the mean; null where too few are known.</summary>
    public double? Decline { get; init; }

    /// <summary>The lower end of the 95 % interval of that mean.</summary>
    public double? DeclineLower { get; init; }

    /// <summary>Its upper end.</summary>
    public double? DeclineUpper { get; init; }

    /// <summary>When the target is reached in the mean; null without such a date.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When the lower edge of the band reaches it.</summary>
    public DateTimeOffset? Earliest { get; init; }

    /// <summary>When the upper edge reaches it; null where that takes more than a year.</summary>
    public DateTimeOffset? Latest { get; init; }

    /// <summary>The weeks ahead; empty where too few are known.</summary>
    public IReadOnlyList<ForecastWeek> Ahead { get; init; } = [];

    /// <summary>The forecast from <paramref name="weeks"/>, oldest first, of which the last ends now.</summary>
    public static BacklogForecast Of(IReadOnlyList<FindingWeek> weeks, int target) => Of([.. weeks.Select(w => new BacklogWeek(w.Until, w.Open))], target);

    /// <summary>The same of any backlog.</summary>
    public static BacklogForecast Of(IReadOnlyList<BacklogWeek> weeks, int target)
    {
        var steps = weeks.Zip(weeks.Skip(1), (before, after) => before.Open - after.Open).TakeLast(MostWeeks).ToList();
        var reached = weeks.Count > 0 && weeks[^1].Open <= target;
        if (steps.Count < FewestWeeks)
        {
            return new BacklogForecast { Outcome = reached ? ForecastOutcome.Reached : ForecastOutcome.TooFewWeeks, Target = target, Weeks = steps.Count };
        }

        var (open, now, n, mean) = (weeks[^1].Open, weeks[^1].Until, steps.Count, steps.Average());
        var spread = T[n - FewestWeeks] * Math.Sqrt(steps.Sum(s => (s - mean) * (s - mean)) / (n - 1));
        var forecast = new BacklogForecast
        {
            Outcome = ForecastOutcome.Reached,
            Target = target,
            Weeks = n,
            Decline = mean,
            DeclineLower = mean - (spread / Math.Sqrt(n)),
            DeclineUpper = mean + (spread / Math.Sqrt(n)),
            Ahead = [.. Enumerable.Range(1, WeeksAhead).Select(h => Ahead(h))],
        };
        if (reached) return forecast;
        if (forecast.DeclineLower <= 0) return forecast with { Outcome = ForecastOutcome.NotDeclining };
        var inTheMean = (open - target) / mean;
        if (inTheMean > Horizon) return forecast with { Outcome = ForecastOutcome.BeyondAYear };
        var (first, last) = Reaches(open - target, mean, spread, n);
        return forecast with
        {
            Outcome = ForecastOutcome.Expected,
            Date = now + (Week * inTheMean),
            // Where all weeks are alike the three are one, but for rounding.
            Earliest = now + (Week * Math.Min(first, inTheMean)),
            Latest = last > Horizon ? null : now + (Week * Math.Max(last, inTheMean)),
        };

        ForecastWeek Ahead(int h)
        {
            // Chance adds up over the weeks; that the mean itself is not known exactly grows with them.
            var (expected, width) = (open - (mean * h), spread * Math.Sqrt(h + ((double)h * h / n)));
            return new ForecastWeek(now + (Week * h), Math.Max(0, expected), Math.Max(0, expected - width), Math.Max(0, expected + width));
        }
    }

    /// <summary>
    /// After how many weeks the edges of the band have fallen by <paramref name="distance"/>: the roots of (distance − mean·h)² =
    /// spread²·(h + h²/n). The decline is more than chance exactly where there are two.
    /// </summary>
    private static (double First, double Last) Reaches(double distance, double mean, double spread, int n)
    {
        var (a, b) = ((mean * mean) - (spread * spread / n), (2 * distance * mean) + (spread * spread));
        var root = Math.Sqrt(Math.Max(0, (b * b) - (4 * a * distance * distance)));
        // The smaller one as a quotient: as a difference of two large numbers it would lose its digits.
        return (2 * distance * distance / (b + root), (b + root) / (2 * a));
    }
}
