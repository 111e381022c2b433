namespace Dashboard.Core.Connections;

/// <summary>How a test of a source ended.</summary>
public enum ConnectionState
{
    /// <summary>It works, and nothing is missing.</summary>
    Good,

    /// <summary>It works in part.</summary>
    Incomplete,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It could not be tried, because something before it does not work or there was nothing to try it on.</summary>
    Untested,

    /// <summary>This version does not read it, so there is nothing to test.</summary>
    NotRead,
}

/// <summary>What a test of a source found, in plain words: never a token, never the service's own text.</summary>
/// <param name="Source">The source.</param>
/// <param name="State">How it ended.</param>
/// <param name="Answer">The outcome in a sentence or two.</param>
public sealed record ConnectionCheck(ConnectionSource Source, ConnectionState State, string Answer)
{
    /// <summary>What was found besides, a line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The roles that are missing.</summary>
    public IReadOnlyList<MissingRole> Missing { get; init; } = [];

    /// <summary>Whose token it was; null where that is not told.</summary>
    public TokenIdentity? Identity { get; init; }

    /// <summary>The names of tags that were found, the most frequent first; hostile input.</summary>
    public IReadOnlyList<TagUse> Tags { get; init; } = [];

    /// <summary>How long the test took.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>A role that the identity needs and does not seem to have.</summary>
/// <param name="Role">The role: <c>Reader</c>.</param>
/// <param name="Where">Where to grant it, in words.</param>
/// <param name="Scope">The same as an ARM scope; what is not known stands in angle brackets.</param>
public sealed record MissingRole(string Role, string Where, string Scope)
{
    /// <summary>Reader on a subscription.</summary>
    public static MissingRole ReaderOn(string subscriptionId) =>
        new("Reader", $"the subscription {subscriptionId}", $"/subscriptions/{subscriptionId}");

    /// <summary>Reader on a management group.</summary>
    public static MissingRole ReaderOnGroup(string group) =>
        new("Reader", $"the management group {group}", $"/providers/Microsoft.Management/managementGroups/{group}");

    /// <summary>Reader where it is for the operator to say.</summary>
    public static MissingRole Reader { get; } = new("Reader", "the subscription or its management group", "/subscriptions/<subscription id>");
}

/// <summary>Whose token it is, as far as the token says. It is shown and decides nothing.</summary>
/// <param name="ObjectId">The object id in Entra ID, to which roles are assigned.</param>
/// <param name="ApplicationId">The application (client) id.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="Name">The user's name, where it is a user.</param>
public sealed record TokenIdentity(string? ObjectId, string? ApplicationId, string? TenantId, string? Name);

/// <summary>The name of a tag, and how many apps have it on one of their levels.</summary>
/// <param name="Name">The name as first written.</param>
/// <param name="Apps">Apps.</param>
/// <param name="Known">True where the tagging standard reads it.</param>
public sealed record TagUse(string Name, int Apps, bool Known);
