namespace Dashboard.Core.Posture;

/// <summary>Where unclassified apps stand.</summary>
public enum UnclassifiedScope
{
    /// <summary>In a group of their own, outside the denominator ("classified x of y").</summary>
    OwnGroup,

    /// <summary>In scope until a tag says otherwise.</summary>
    InScope,
}

/// <summary>The settings by which apps are judged. They are part of the rule-set version.</summary>
public sealed record JudgementSettings
{
    /// <summary>The defaults of the published rules.</summary>
    public static JudgementSettings Default { get; } = new();

    /// <summary>Exclusion entries that policy allows; an entry is allowed if it equals one or lies below it. <c>/</c> never is.</summary>
    public IReadOnlyList<string> AllowedExclusions { get; init; } = [];

    /// <summary>Where unclassified apps stand.</summary>
    public UnclassifiedScope Unclassified { get; init; } = UnclassifiedScope.OwnGroup;

    /// <summary>Names of the sensitivity tag.</summary>
    public IReadOnlyList<string> SensitivityTags { get; init; } = ["dataClassification", "data-classification"];

    /// <summary>Names of the override tag.</summary>
    public IReadOnlyList<string> OverrideTags { get; init; } = ["mtls"];

    /// <summary>Names of the owner tag.</summary>
    public IReadOnlyList<string> OwnerTags { get; init; } = ["owner"];

    /// <summary>Names of the cost centre tag.</summary>
    public IReadOnlyList<string> CostCentreTags { get; init; } = ["costCentre", "costCenter", "cost-center"];

    /// <summary>Names of the environment tag.</summary>
    public IReadOnlyList<string> EnvironmentTags { get; init; } = ["environment", "env"];

    /// <summary>Names of the scenario tag.</summary>
    public IReadOnlyList<string> ScenarioTags { get; init; } = ["mtls-scenario"];

    /// <summary>Valid values of the scenario tag.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = ["b2b-api", "iot", "internal-tool"];

    /// <summary>The names of every tag that matters, without regard to case. A method, since it is no setting of its own.</summary>
    public IReadOnlySet<string> TagNames() => new HashSet<string>(
        [.. SensitivityTags, .. OverrideTags, .. OwnerTags, .. CostCentreTags, .. EnvironmentTags, .. ScenarioTags],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the tags of a kind, the one to write first.</summary>
    public IReadOnlyList<string> NamesOf(TagKind kind) => kind switch
    {
        TagKind.Sensitivity => SensitivityTags,
        TagKind.Override => OverrideTags,
        TagKind.Owner => OwnerTags,
        TagKind.CostCentre => CostCentreTags,
        TagKind.Environment => EnvironmentTags,
        TagKind.Scenario => ScenarioTags,
    };

    /// <summary>The valid values of a kind; empty where any text is valid.</summary>
    public IReadOnlyList<string> ValuesOf(TagKind kind) => kind switch
    {
        TagKind.Sensitivity => ["public", "internal", "confidential", "restricted"],
        TagKind.Override => ["required", "not-required"],
        TagKind.Scenario => Scenarios,
        TagKind.Owner or TagKind.CostCentre or TagKind.Environment => [],
    };
}
