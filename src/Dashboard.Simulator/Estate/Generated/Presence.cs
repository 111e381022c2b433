namespace Dashboard.Simulator.Estate.Generated;

/// <summary>When an app can exist at most, and what its beginning and end are called if the time has them.</summary>
internal sealed record Presence(Span Span, string Begins = What.Created, string Ends = What.Deleted)
{
    public static Presence Of(SubscriptionSpec subscription) => new(subscription.Lifetime, What.Arrived, What.Left);

    public bool HasBeginning => Span.From > DateTimeOffset.MinValue;

    public bool HasEnd => Span.Until < DateTimeOffset.MaxValue;
}
