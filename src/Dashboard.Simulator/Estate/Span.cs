namespace Dashboard.Simulator.Estate;

/// <summary>The time from an instant, included, to another, not included.</summary>
internal sealed record Span(DateTimeOffset From, DateTimeOffset Until)
{
    public static Span Always { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public bool Contains(DateTimeOffset at) => From <= at && at < Until;
}
