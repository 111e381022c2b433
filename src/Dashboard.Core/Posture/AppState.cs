namespace Dashboard.Core.Posture;

/// <summary>
/// An app's state after judgement: what the history keeps, and what changes when "something tracked" changes.
/// </summary>
public sealed record AppState
{
    /// <summary>The ARM id, casing as given.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The app's name; a slot's is <c>app/slot</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The <c>kind</c> text, or null.</summary>
    public string? Kind { get; init; }

    /// <summary>True for a deployment slot.</summary>
    public bool IsSlot { get; init; }

    /// <summary>The subscription's GUID, lower case.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The resource group's name.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The region, or null.</summary>
    public string? Location { get; init; }

    /// <summary>The plan's ARM id, or null.</summary>
    public string? PlanId { get; init; }

    /// <summary>The tier that counts (the plan's before the site's); null where neither is known.</summary>
    public string? Tier { get; init; }

    /// <summary>The default host name, or null.</summary>
    public string? DefaultHostName { get; init; }

    /// <summary>What the front end really does.</summary>
    public EffectiveMode EffectiveMode { get; init; }

    /// <summary>The flag as understood; null where null, absent or not understood.</summary>
    public bool? ClientCertEnabled { get; init; }

    /// <summary>The mode's API value as given; null where null, absent or no text.</summary>
    public string? ClientCertMode { get; init; }

    /// <summary>The exclusion paths as given; null where null, absent or no text.</summary>
    public string? ExclusionPaths { get; init; }

    /// <summary>HTTPS only; null where not known.</summary>
    public bool? HttpsOnly { get; init; }

    /// <summary>HTTP/2; null where not known.</summary>
    public bool? Http20Enabled { get; init; }

    /// <summary>Minimum TLS version as given; null where not known.</summary>
    public string? MinTlsVersion { get; init; }

    /// <summary>Public network access as given; null where not set.</summary>
    public string? PublicNetworkAccess { get; init; }

    /// <summary><c>Running</c>, <c>Stopped</c> …, as given.</summary>
    public string? State { get; init; }

    /// <summary>True where <see cref="State"/> is Stopped or the app is disabled: outside the denominator.</summary>
    public bool Stopped { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Must enforce mutual TLS; null = unclassified.</summary>
    public bool? InScope { get; init; }

    /// <summary>Sensitive, but tagged "not required".</summary>
    public bool OptedOut { get; init; }

    /// <summary>Sensitivity from the tags; null where none is valid.</summary>
    public Sensitivity? Sensitivity { get; init; }

    /// <summary>Owner from the tags.</summary>
    public string? Owner { get; init; }

    /// <summary>Cost centre from the tags.</summary>
    public string? CostCentre { get; init; }

    /// <summary>Environment from the tags.</summary>
    public string? Environment { get; init; }

    /// <summary>Scenario from the tags.</summary>
    public string? Scenario { get; init; }

    /// <summary>Who can reach it.</summary>
    public Reachability Reachability { get; init; }

    /// <summary>The gateway in front, seen in the access restrictions (<c>Front Door</c>): it ends TLS before App Service. Null: none seen.</summary>
    public string? Gateway { get; init; }

    /// <summary>What the lookup of each kind of tag met; empty where it is not read again from the history.</summary>
    public IReadOnlyList<TagFinding> TagFindings { get; init; } = [];

    /// <summary>Every rule's outcome, in the catalogue's order.</summary>
    public IReadOnlyList<RuleOutcome> Rules { get; init; } = [];

    /// <summary>Not seen by the latest run: the state is the last one seen.</summary>
    public bool Stale { get; init; }
}
