namespace Dashboard.Core.Posture;

/// <summary>What a tag of the standard is about. The numbers are stored and never change.</summary>
public enum TagKind
{
    /// <summary>How sensitive the data is.</summary>
    Sensitivity,

    /// <summary>The override <c>mtls</c>.</summary>
    Override,

    /// <summary>Who owns it.</summary>
    Owner,

    /// <summary>Who pays for it.</summary>
    CostCentre,

    /// <summary>The environment.</summary>
    Environment,

    /// <summary>The scenario.</summary>
    Scenario,
}

/// <summary>What became of a tag that the lookup met. The numbers are stored and never change.</summary>
public enum TagStanding
{
    /// <summary>It counts: the nearest valid value.</summary>
    Used,

    /// <summary>The standard does not know its value, and no level has a valid one.</summary>
    Invalid,

    /// <summary>The standard does not know its value; a valid one was found beside it or further out and counts.</summary>
    PassedOver,

    /// <summary>No tag of the standard was found, but one whose name looks like it.</summary>
    Lookalike,

    /// <summary>Nothing was found on any level.</summary>
    Missing,
}

/// <summary>
/// What the lookup of one kind met on an app. Each kind has either one <see cref="TagStanding.Used"/> (with any number
/// passed over), or only invalid ones, or only lookalikes, or one <see cref="TagStanding.Missing"/>.
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Standing">What became of it.</param>
/// <param name="Level"><c>slot</c>, <c>app</c>, <c>resource group</c> or <c>subscription</c>; empty where missing.</param>
/// <param name="Name">The tag's name as written; empty where missing. Azure's text: hostile input.</param>
/// <param name="Value">The tag's value as written; empty where missing. Azure's text: hostile input.</param>
public sealed record TagFinding(TagKind Kind, TagStanding Standing, string Level, string Name, string Value)
{
    /// <summary>Nothing found.</summary>
    public static TagFinding Missing(TagKind kind) => new(kind, TagStanding.Missing, "", "", "");
}
