namespace Dashboard.Storage;

/// <summary>
/// How times are stored: UTC Unix <b>milliseconds</b> in INTEGER columns, on every database. Run times are whole
/// milliseconds by contract, so nothing is lost, and "as of T" is a comparison of integers.
/// </summary>
internal static class UnixTime
{
    /// <summary>
    /// The end of an interval that still stands. A constant, not a parameter: the partial indexes on open rows are
    /// used only where the text of the query says this very number.
    /// </summary>
    public const long Open = long.MaxValue;

    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>The stored form of a moment; what lies below a millisecond is cut.</summary>
    public static long Of(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    /// <summary>The moment of a stored number.</summary>
    public static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>The moment of a stored number that may be missing.</summary>
    public static DateTimeOffset? From(long? milliseconds) => milliseconds is { } value ? From(value) : null;

    /// <summary>The UTC day of a stored number.</summary>
    public static DateOnly Day(long milliseconds) => DateOnly.FromDateTime(From(milliseconds).UtcDateTime);

    /// <summary>The last stored moment of a UTC day: a run at exactly 24:00 belongs to the next day.</summary>
    public static long EndOf(DateOnly day) => StartOf(day) + MillisecondsPerDay - 1;

    /// <summary>The first moment of a UTC day.</summary>
    public static long StartOf(DateOnly day) => Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
