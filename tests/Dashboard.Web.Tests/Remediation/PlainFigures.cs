namespace Dashboard.Web.Tests.Remediation;

/// <summary>
/// The figures of remediation by the words of their definitions, from rows of the database and with no thought of speed: nothing of the
/// product's statistics is in it.
/// </summary>
/// <param name="rows">The findings that were known at the moment.</param>
/// <param name="at">The moment.</param>
internal sealed class PlainFigures(List<SqlFinding> rows, long at)
{
    private const long Day = 86_400_000;
    private const long Week = 7 * Day;
    private const long Year = 365 * Day;

    private readonly List<SqlFinding> _headline = [.. rows.Where(f => f.Headline)];
    private readonly List<SqlFinding> _window = [.. rows.Where(f => f.Headline && f.Detected > at - Year)];

    public int Open => rows.Count(f => f.End is null);

    public int Overdue => rows.Count(f => f.End is null && f.Due < at);

    public int Excepted => rows.Count(f => f.End is null && f.Covered);

    /// <summary>Headline findings of the window: all, and by what became of them.</summary>
    public int Followed => _window.Count;

    public int Remediated => _window.Count(f => f.End == 0);

    public int Standing => _window.Count(f => f.End is null);

    public int EndedOtherwise => _window.Count(f => f.End > 0);

    public double? Mean => Remediated == 0 ? null : _window.Where(f => f.End == 0).Average(Age);

    public double Longest => _window.Max(Age);

    /// <summary>The least time after which at most 1 − q of them stand, where all ends but a remediation end the observation.</summary>
    public double? Quantile(double q)
    {
        foreach (var time in Times(f => f.End == 0))
        {
            if (Waiting(time, f => f.End == 0) <= 1 - q + 1e-9) return time;
        }

        return null;
    }

    /// <summary>
    /// The share remediated within so many days, where another end makes a remediation impossible: at each time of a remediation, the
    /// share that had not ended before, times the part of those who were still there. Null where nobody was followed for so long.
    /// </summary>
    public double? Within(int days)
    {
        bool Ended(SqlFinding f) => f.End is not null;
        if (Followed == 0 || (Longest < days && Waiting(days, Ended) > 0)) return null;
        return Times(f => f.End == 0).Where(t => t <= days).Sum(t =>
            Waiting(t, Ended, before: true) * _window.Count(f => f.End == 0 && Age(f) == t) / _window.Count(f => Age(f) >= t));
    }

    /// <summary>Due dates, or earlier ends, of the window: kept, missed, ended otherwise.</summary>
    public (int Met, int Missed, int Otherwise) Sla
    {
        get
        {
            var decided = _headline.Select(f => (Finding: f, InTime: f.Ended is { } end && end <= f.Due))
                .Where(d => (d.InTime ? d.Finding.Ended!.Value : d.Finding.Due) is var t && t > at - Year && t <= at).ToList();
            return (decided.Count(d => d.InTime && d.Finding.End == 0), decided.Count(d => !d.InTime), decided.Count(d => d.InTime && d.Finding.End > 0));
        }
    }

    /// <summary>How many headline findings stand that are older than so many days, and at most as old as others.</summary>
    public int Aged(double olderThan, double atMost) => _headline.Count(f => f.End is null && Age(f) > olderThan && Age(f) <= atMost);

    public double? Oldest => _headline.Any(f => f.End is null) ? _headline.Where(f => f.End is null).Max(Age) : null;

    /// <summary>The last weeks back from the moment, oldest first, without those that ended before the first run.</summary>
    public IEnumerable<(long Until, int Detected, int Remediated, int Otherwise, int Open)> Weeks(int count, long firstRun)
    {
        // Mended before it was seen, it left when it was seen.
        static long? Left(SqlFinding f) => f.Ended is { } end ? Math.Max(end, f.Detected) : null;
        for (var until = at - ((count - 1) * Week); until <= at; until += Week)
        {
            if (until < firstRun) continue;
            var (after, last) = (until - Week, until);
            bool Went(SqlFinding f) => Left(f) > after && Left(f) <= last;
            yield return (
                until, rows.Count(f => f.Detected > after && f.Detected <= last), rows.Count(f => Went(f) && f.End == 0), rows.Count(f => Went(f) && f.End > 0),
                rows.Count(f => f.Detected <= last && !(Left(f) <= last)));
        }
    }

    private double Age(SqlFinding f) => Math.Max(0, (f.Ended ?? at) - f.Detected) / (double)Day;

    private IEnumerable<double> Times(Func<SqlFinding, bool> ends) => _window.Where(ends).Select(Age).Distinct().Order();

    // The product-limit estimator: at each time of an end, the part of those still there who did not end.
    private double Waiting(double time, Func<SqlFinding, bool> ends, bool before = false) => Times(ends).Where(t => before ? t < time : t <= time)
        .Aggregate(1.0, (share, t) => share * (1 - ((double)_window.Count(f => ends(f) && Age(f) == t) / _window.Count(f => Age(f) >= t))));
}
