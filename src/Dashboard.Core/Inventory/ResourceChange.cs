namespace Dashboard.Core.Inventory;

/// <summary>What happened to a resource, in the words of <c>resourcechanges</c>.</summary>
public enum ResourceChangeType
{
    /// <summary>It was created.</summary>
    Create,

    /// <summary>Properties of it changed.</summary>
    Update,

    /// <summary>It was deleted: proof that it is gone.</summary>
    Delete,
}

/// <summary>One property in a change.</summary>
/// <param name="Property">Its dotted name: <c>properties.clientCertMode</c>, <c>tags.owner</c>.</param>
/// <param name="Before">The text before; null where it was null or not there.</param>
/// <param name="After">The text after; null where it is null or not there.</param>
/// <param name="Truncated">The service cut the texts: they tell that it changed, but not from what to what.</param>
public sealed record PropertyChange(string Property, string? Before, string? After, bool Truncated = false);

/// <summary>Who changed something, and with what, as Azure tells it. Any of it may be null, <c>System</c> or <c>Unknown</c>.</summary>
/// <param name="ChangedBy">A user principal name, or the id of an application.</param>
/// <param name="ChangedByType"><c>User</c>, <c>Application</c>, <c>System</c> …</param>
/// <param name="ClientType"><c>Azure Portal</c>, <c>Azure CLI</c>, <c>ARM Template</c> …</param>
/// <param name="Operation">The operation: <c>Microsoft.Web/sites/write</c> …</param>
public sealed record ChangeAuthor(string? ChangedBy, string? ChangedByType, string? ClientType, string? Operation);

/// <summary>A row of <c>resourcechanges</c>: Azure's own record of a change, kept there for 14 days.</summary>
/// <param name="ChangeId">The record's id; the same change is never taken twice.</param>
/// <param name="ResourceId">The resource that changed, casing as given.</param>
/// <param name="Type">What happened.</param>
/// <param name="At">The exact moment, UTC.</param>
/// <param name="Author">Who did it, and with what.</param>
/// <param name="Properties">What changed; empty for Create and Delete.</param>
public sealed record ResourceChange(
    string ChangeId,
    string ResourceId,
    ResourceChangeType Type,
    DateTimeOffset At,
    ChangeAuthor Author,
    IReadOnlyList<PropertyChange> Properties)
{
    /// <summary>True where it is part of a slot swap: two apps exchanged what they run, and nobody changed a setting.</summary>
    public bool IsSwap => Author.Operation?.Contains("slotsswap", StringComparison.OrdinalIgnoreCase) == true;
}
