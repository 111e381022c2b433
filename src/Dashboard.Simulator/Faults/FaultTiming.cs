namespace Dashboard.Simulator.Faults;

/// <summary>Which of the matching requests a fault strikes. What is null is not asked; everything else must hold.</summary>
public sealed record FaultTiming
{
    /// <summary>So many matching requests pass unharmed before anything else counts.</summary>
    public int After { get; init; }

    /// <summary>Only so many requests, then never again.</summary>
    public int? First { get; init; }

    /// <summary>Every so-manieth request: 3 strikes the third, the sixth and so on.</summary>
    public int? Every { get; init; }

    /// <summary>Not before this simulated instant. Requests outside the span are not counted.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>No longer at this simulated instant.</summary>
    public DateTimeOffset? To { get; init; }

    internal string? Problem =>
        After < 0 ? "'after' must not be negative"
        : First < 1 ? "'first' must be at least 1"
        : Every < 1 ? "'every' must be at least 1"
        : From >= To ? "'from' must be before 'to'"
        : null;

    internal bool Spans(DateTimeOffset now) => (From is null || now >= From) && (To is null || now < To);

    /// <summary>Whether the matching request number <paramref name="number"/>, from 1 on, is struck.</summary>
    internal bool Strikes(int number)
    {
        var counted = number - After;
        if (counted < 1)
        {
            return false;
        }

        var turn = Every is { } every ? counted / every : counted;
        return (Every is null || counted % Every == 0) && (First is null || turn <= First);
    }
}
