namespace Dashboard.Web.Hosting.Settings;

/// <summary>A group of Entra ID and what its members get.</summary>
/// <param name="GroupId">The group's object id, in lower case.</param>
/// <param name="Value">A role, or an owner tag's value.</param>
public sealed record GroupGrant(string GroupId, string Value);

/// <summary>By whom people and machines are vouched for, and for how long.</summary>
public sealed record SignInSettings
{
    /// <summary>The only tenant whose tokens count; a GUID in lower case.</summary>
    public required string TenantId { get; init; }

    /// <summary>The app registration; a GUID in lower case.</summary>
    public required string ClientId { get; init; }

    /// <summary>By which the program proves to be that app when it redeems a code.</summary>
    public required Secret ClientSecret { get; init; }

    /// <summary>Who issues tokens, without a slash at the end: issuers are compared as they stand here.</summary>
    public required string Authority { get; init; }

    /// <summary>For whom a bearer token of the API must be made out.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>When a session is over, however active its user is.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(10);

    /// <summary>After how much silence of its browser a session's cookie is worth nothing.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Roles that come with groups, beside those assigned in Entra ID.</summary>
    public IReadOnlyList<GroupGrant> RoleGroups { get; init; } = [];

    /// <summary>Owner tags whose value names a group and not a person.</summary>
    public IReadOnlyList<GroupGrant> OwnerGroups { get; init; } = [];

    /// <summary>True where any right hangs on a group.</summary>
    public bool UsesGroups => RoleGroups.Count + OwnerGroups.Count > 0;

    /// <summary>The origin that a browser is sent to.</summary>
    public string AuthorityOrigin => new Uri(Authority).GetLeftPart(UriPartial.Authority);
}
