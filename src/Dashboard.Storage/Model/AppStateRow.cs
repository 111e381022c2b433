using Dashboard.Core.Posture;

namespace Dashboard.Storage.Model;

/// <summary>
/// What was true of an app during <c>[ValidFrom, ValidTo)</c>, in run time. Written only when something tracked
/// changes. What the app's id says (name, group, subscription) is on <see cref="AppEntry"/>; columns that end in
/// <c>Key</c> are folded copies by which filters compare and sorts order.
/// </summary>
internal sealed record AppStateRow
{
    public required long Id { get; init; }

    public required long AppId { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Run time since which this verdict stands: carried over from row to row while the verdict stays.</summary>
    public required long VerdictSince { get; init; }

    public required bool Stale { get; init; }

    /// <summary>Where stale, the run that saw it last; else null, since the standing run saw it.</summary>
    public long? LastSeen { get; init; }

    public required string NameKey { get; init; }

    public required string SubscriptionId { get; init; }

    public required string OwnerKey { get; init; }

    public required string CostCentreKey { get; init; }

    public required string EnvironmentKey { get; init; }

    public required string ScenarioKey { get; init; }

    public required string TierKey { get; init; }

    public Sensitivity? Sensitivity { get; init; }

    public required Reachability Reachability { get; init; }

    public bool? InScope { get; init; }

    public required bool Stopped { get; init; }

    public required bool OptedOut { get; init; }

    /// <summary>Ids of the rules that fail, each between bars: <c>|MTLS001|MTLS004|</c>; empty where none does.</summary>
    public required string FailedRules { get; init; }

    /// <summary>All rule outcomes with their evidence, shared by every row with the same ones.</summary>
    public required long EvidenceId { get; init; }

    /// <summary>What the lookups of tags met, shared by every row with the same; null where it was not recorded.</summary>
    public long? TagSetId { get; init; }

    public string? Kind { get; init; }

    public string? Location { get; init; }

    public string? PlanId { get; init; }

    public string? Tier { get; init; }

    public string? DefaultHostName { get; init; }

    public required EffectiveMode EffectiveMode { get; init; }

    public bool? ClientCertEnabled { get; init; }

    public string? ClientCertMode { get; init; }

    public string? ExclusionPaths { get; init; }

    public bool? HttpsOnly { get; init; }

    public bool? Http20Enabled { get; init; }

    public string? MinTlsVersion { get; init; }

    public string? PublicNetworkAccess { get; init; }

    public string? State { get; init; }

    public string? Owner { get; init; }

    public string? CostCentre { get; init; }

    public string? Environment { get; init; }

    public string? Scenario { get; init; }

    public string? Gateway { get; init; }
}
