using Dashboard.Core.Posture;

namespace Dashboard.Core.Exceptions;

/// <summary>How long an exception may last, by the worst severity that it covers, and how early its end is announced.</summary>
public sealed record ExceptionLimits
{
    /// <summary>The defaults.</summary>
    public static ExceptionLimits Default { get; } = new();

    /// <summary>For critical failures.</summary>
    public TimeSpan Critical { get; init; } = TimeSpan.FromDays(30);

    /// <summary>For high ones.</summary>
    public TimeSpan High { get; init; } = TimeSpan.FromDays(90);

    /// <summary>For medium ones.</summary>
    public TimeSpan Medium { get; init; } = TimeSpan.FromDays(180);

    /// <summary>For low ones.</summary>
    public TimeSpan Low { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long before its expiry an exception is announced as expiring.</summary>
    public TimeSpan Warning { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The longest duration for a severity.</summary>
    public TimeSpan Of(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.High => High,
        Severity.Medium => Medium,
        Severity.Low => Low,
    };
}
