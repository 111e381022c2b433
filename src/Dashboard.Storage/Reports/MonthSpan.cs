using Dashboard.Core.Costs;

namespace Dashboard.Storage.Reports;

/// <summary>A month in stored time: what began after <see cref="Before"/> and by <see cref="At"/> is of it.</summary>
/// <param name="Before">The last moment of the month before.</param>
/// <param name="At">The month's last moment.</param>
internal readonly record struct MonthSpan(long Before, long At)
{
    /// <summary>The span of a month.</summary>
    public static MonthSpan Of(CostMonth month) => new(UnixTime.Of(month.Start) - 1, UnixTime.Of(month.End) - 1);

    /// <summary>The last moment of the month before.</summary>
    public DateTimeOffset BeforeMoment => UnixTime.From(Before);

    /// <summary>The month's last moment.</summary>
    public DateTimeOffset AsOf => UnixTime.From(At);
}
