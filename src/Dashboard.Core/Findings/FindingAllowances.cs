using Dashboard.Core.Posture;

namespace Dashboard.Core.Findings;

/// <summary>How long a failure may stand, by its severity.</summary>
public sealed record FindingAllowances
{
    /// <summary>The defaults of the published rules.</summary>
    public static FindingAllowances Default { get; } = new();

    /// <summary>For critical failures.</summary>
    public TimeSpan Critical { get; init; } = TimeSpan.FromDays(7);

    /// <summary>For high ones.</summary>
    public TimeSpan High { get; init; } = TimeSpan.FromDays(30);

    /// <summary>For medium ones.</summary>
    public TimeSpan Medium { get; init; } = TimeSpan.FromDays(60);

    /// <summary>For low ones.</summary>
    public TimeSpan Low { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The allowance of a severity.</summary>
    public TimeSpan Of(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.High => High,
        Severity.Medium => Medium,
        Severity.Low => Low,
    };
}
