namespace Dashboard.Core.Exceptions;

/// <summary>A time during which an exception is active. The end is not part of it.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
public readonly record struct ActiveTime(DateTimeOffset From, DateTimeOffset To);

/// <summary>The exception that covers a failure at a moment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Until">Its expiry: when it ends, as far as was known at that moment.</param>
public sealed record ActiveException(long Id, DateTimeOffset Until);

/// <summary>
/// How exceptions move the due date of a finding: by the time that they are active since it was detected, and by nothing else. One that
/// begins after the due date moves nothing: an approval undoes no breach.
/// </summary>
public static class ExceptionTime
{
    /// <summary>
    /// The due date with all time of <paramref name="active"/>, that which is still to come included: so it is the date that will stand
    /// when the last of them has expired, and it needs no job to be true. One that is taken back early is told with its earlier end.
    /// </summary>
    /// <param name="detected">When the finding was detected.</param>
    /// <param name="due">Its due date without any exception.</param>
    /// <param name="active">When exceptions that cover it are active; overlapping times count once.</param>
    public static DateTimeOffset DueWith(DateTimeOffset detected, DateTimeOffset due, IEnumerable<ActiveTime> active) =>
        due + Counted(detected, due, active, DateTimeOffset.MaxValue);

    /// <summary>The active time up to a moment that moved the due date, with the meaning of <see cref="DueWith"/>.</summary>
    public static TimeSpan Counted(DateTimeOffset detected, DateTimeOffset due, IEnumerable<ActiveTime> active, DateTimeOffset until)
    {
        var (sum, reached) = (TimeSpan.Zero, detected);
        foreach (var time in active.OrderBy(t => t.From).ThenBy(t => t.To))
        {
            var from = time.From > reached ? time.From : reached;
            var to = time.To < until ? time.To : until;
            if (to <= from) continue;
            if (from > due + sum) break;
            sum += to - from;
            reached = to;
        }

        return sum;
    }
}
