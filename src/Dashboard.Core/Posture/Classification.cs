namespace Dashboard.Core.Posture;

/// <summary>How sensitive an app's data is, from its tags. Greater is more sensitive.</summary>
public enum Sensitivity
{
    /// <summary>Valid value <c>public</c>.</summary>
    Public,

    /// <summary>Valid value <c>internal</c>.</summary>
    Internal,

    /// <summary>Valid value <c>confidential</c>; sensitive.</summary>
    Confidential,

    /// <summary>Valid value <c>restricted</c>; sensitive, and severities rise one step.</summary>
    Restricted,
}

/// <summary>What the override tag <c>mtls</c> says.</summary>
public enum MtlsOverride
{
    /// <summary>No valid override tag.</summary>
    None,

    /// <summary><c>not-required</c>: out of scope whatever the data.</summary>
    NotRequired,

    /// <summary><c>required</c>: in scope whatever the data. The greater of the two: it wins where they disagree at one level.</summary>
    Required,
}

/// <summary>A tag as it was found, and where.</summary>
/// <param name="Level"><c>slot</c>, <c>app</c>, <c>resource group</c> or <c>subscription</c>.</param>
/// <param name="Name">The tag's name as written.</param>
/// <param name="Value">The tag's value as written.</param>
public sealed record TagSource(string Level, string Name, string Value);

/// <summary>What the tagging standard says of an app.</summary>
public sealed record Classification
{
    /// <summary>The sensitivity; null where no level has a valid tag.</summary>
    public Sensitivity? Sensitivity { get; init; }

    /// <summary>Where <see cref="Sensitivity"/> was found.</summary>
    public TagSource? SensitivitySource { get; init; }

    /// <summary>Tags with values that the standard does not know (each fails MTLS011).</summary>
    public IReadOnlyList<TagSource> Invalid { get; init; } = [];

    /// <summary>The override.</summary>
    public MtlsOverride Override { get; init; }

    /// <summary>Where <see cref="Override"/> was found.</summary>
    public TagSource? OverrideSource { get; init; }

    /// <summary>The owner; null where no level names one.</summary>
    public string? Owner { get; init; }

    /// <summary>Where <see cref="Owner"/> was found.</summary>
    public TagSource? OwnerSource { get; init; }

    /// <summary>The cost centre; null where no level names one.</summary>
    public string? CostCentre { get; init; }

    /// <summary>The environment; null where no level names one.</summary>
    public string? Environment { get; init; }

    /// <summary><c>b2b-api</c>, <c>iot</c> or <c>internal-tool</c>; null where no level has a valid value.</summary>
    public string? Scenario { get; init; }

    /// <summary>True: must enforce mutual TLS. False: need not. Null: unclassified.</summary>
    public bool? InScope { get; init; }

    /// <summary>Sensitive, but tagged "not required": counted beside coverage.</summary>
    public bool OptedOut { get; init; }

    /// <summary>What the lookup of each kind met, in the order of the kinds.</summary>
    public IReadOnlyList<TagFinding> Findings { get; init; } = [];
}

/// <summary>Who can reach an app over the network.</summary>
public enum Reachability
{
    /// <summary>The setting was not understood.</summary>
    Unknown,

    /// <summary>Public network access is disabled.</summary>
    Private,

    /// <summary>Access restrictions do not allow everyone.</summary>
    Restricted,

    /// <summary>Public network access is enabled or not set, and no restriction was read.</summary>
    Public,
}
