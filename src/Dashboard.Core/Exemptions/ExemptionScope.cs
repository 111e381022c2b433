using Dashboard.Core.Inventory;

namespace Dashboard.Core.Exemptions;

/// <summary>How much an exemption is about.</summary>
public enum ExemptionScopeKind
{
    /// <summary>All subscriptions below a management group.</summary>
    ManagementGroup,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A resource group.</summary>
    ResourceGroup,

    /// <summary>An app, with its slots, or a slot.</summary>
    App,
}

/// <summary>What an exemption exempts: everything at and below a place of Azure's tree, what is made there later included.</summary>
/// <param name="Kind">What the place is.</param>
/// <param name="Id">Its ARM id, in the casing of the exemption.</param>
/// <param name="Name">The last part of the id: the name, or for a subscription its GUID.</param>
public sealed record ExemptionScope(ExemptionScopeKind Kind, string Id, string Name)
{
    private const string Marker = "/providers/Microsoft.Authorization/policyExemptions/";
    private const string Groups = "/providers/Microsoft.Management/managementGroups/";

    /// <summary>The subscription, lower case; null for a management group.</summary>
    public string? SubscriptionId => ResourceIds.Segment(Id + "/", "subscriptions")?.ToLowerInvariant();

    /// <summary>
    /// The scope that the id of an exemption tells; null for an id that is none, and for one of a resource that no app can be at or
    /// below, such as a vault.
    /// </summary>
    public static ExemptionScope? Of(string exemptionId)
    {
        var at = exemptionId.LastIndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        if (at <= 0 || at + Marker.Length == exemptionId.Length) return null;
        var id = exemptionId[..at];
        var parts = id.Split('/');
        if (parts[0].Length > 0 || parts.Skip(1).Any(string.IsNullOrWhiteSpace)) return null;
        if (id.StartsWith(Groups, StringComparison.OrdinalIgnoreCase)) return parts.Length == 5 ? Make(ExemptionScopeKind.ManagementGroup) : null;
        if (parts.Length < 3 || !Is(parts[1], "subscriptions")) return null;
        if (parts.Length == 3) return Make(ExemptionScopeKind.Subscription);
        if (!Is(parts[3], "resourceGroups")) return null;
        if (parts.Length == 5) return Make(ExemptionScopeKind.ResourceGroup);
        var isSite = parts.Length >= 9 && Is(parts[5], "providers") && Is(parts[6], "Microsoft.Web") && Is(parts[7], "sites");
        return isSite && (parts.Length == 9 || (parts.Length == 11 && Is(parts[9], "slots"))) ? Make(ExemptionScopeKind.App) : null;

        ExemptionScope Make(ExemptionScopeKind kind) => new(kind, id, parts[^1]);
    }

    /// <summary>The form in which scopes are compared: that of their id.</summary>
    public string Key => ResourceIds.Key(Id);

    /// <summary>The keys of all scopes that an app is at or below, as far as they are known.</summary>
    /// <param name="resourceId">The app's ARM id.</param>
    /// <param name="ancestors">The management groups above its subscription, by name.</param>
    public static IEnumerable<string> KeysOf(string resourceId, IEnumerable<string> ancestors)
    {
        var parts = ResourceIds.Key(resourceId).Split('/');
        // A subscription, a resource group, an app, a slot.
        var own = ((int[])[3, 5, 9, 11]).Where(length => length <= parts.Length).Select(length => string.Join('/', parts.Take(length)));
        return own.Concat(ancestors.Select(name => ResourceIds.Key(Groups + name)));
    }

    private static bool Is(string part, string word) => part.Equals(word, StringComparison.OrdinalIgnoreCase);
}
