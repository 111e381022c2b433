namespace Dashboard.Simulator.Kql.Values;

/// <summary>What is known of a column or expression before any row is read.</summary>
internal enum KqlType
{
    String,
    Bool,
    Long,
    Real,
    DateTime,
    TimeSpan,

    /// <summary>Any JSON value: what sits under <c>properties</c>, <c>tags</c> and the like.</summary>
    Dynamic,
}
