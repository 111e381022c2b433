namespace Dashboard.Core.Exemptions;

/// <summary>Why an exemption was granted, as Azure knows it.</summary>
public enum ExemptionCategory
{
    /// <summary>The risk is accepted.</summary>
    Waiver,

    /// <summary>The intent of the policy is met in another way.</summary>
    Mitigated,
}

/// <summary>Whether an exemption is about client certificates.</summary>
public enum ExemptionRelevance
{
    /// <summary>It exempts from a policy that asks for client certificates.</summary>
    ClientCertificates,

    /// <summary>Its assignment, or what that assigns, could not be read: it may be about anything.</summary>
    NotKnown,
}

/// <summary>What is followed of a policy exemption. What is written here was written by others.</summary>
public sealed record ExemptionState
{
    /// <summary>The most characters that are kept of any of its texts; Azure itself allows 512.</summary>
    public const int MaxText = 1024;

    /// <summary>The most reference ids that are kept.</summary>
    public const int MaxReferences = 200;

    /// <summary>Its ARM id, in Azure's casing.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The assignment that it exempts from.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The assignment's display name; null where it was not read.</summary>
    public string? AssignmentName { get; init; }

    /// <summary>The category; null where it is missing or one that we do not know.</summary>
    public ExemptionCategory? Category { get; init; }

    /// <summary>When it stops to be honoured; null where it never does, or where <see cref="ExpiryUnderstood"/> is false.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>False where an expiry is set that is no moment: then nothing is known of it.</summary>
    public bool ExpiryUnderstood { get; init; } = true;

    /// <summary>Its display name; null where it has none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Its description; null where it has none.</summary>
    public string? Description { get; init; }

    /// <summary>The parts of an initiative that it is about, by reference id; none where it is about the whole assignment.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>True where resource selectors narrow it to some locations or types. They are told of and not evaluated.</summary>
    public bool HasSelectors { get; init; }

    /// <summary>Who made it; null where not told.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who changed it last; null where not told.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>Whether it is about client certificates.</summary>
    public ExemptionRelevance Relevance { get; init; } = ExemptionRelevance.NotKnown;

    /// <summary>The kinds of app that the policies look at; all where it is not known.</summary>
    public PolicyTargets Targets { get; init; } = PolicyTargets.All;

    /// <summary>Whether nothing of two states differs. The lists compare by what is in them.</summary>
    public bool IsSame(ExemptionState other) => References.SequenceEqual(other.References) && this with { References = other.References } == other;

    /// <summary>True where it exempts nothing any more at a moment, although it is there: Azure deletes none that has expired.</summary>
    public bool HasExpired(DateTimeOffset at) => ExpiresOn <= at;
}
