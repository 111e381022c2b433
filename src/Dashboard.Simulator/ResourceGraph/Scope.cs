using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql.Evaluation;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>What a request may read: the tables narrowed to the subscriptions in scope.</summary>
internal sealed class Scope : ITables
{
    private readonly EstateSnapshot snapshot;
    private readonly HashSet<string> subscriptions;
    private readonly HashSet<string> above;
    private readonly bool wholeTenant;
    private readonly PolicyReach reach;

    private Scope(EstateSnapshot snapshot, IReadOnlyList<SubscriptionInfo> readable, bool wholeTenant, PolicyReach reach)
    {
        (this.snapshot, this.wholeTenant, this.reach) = (snapshot, wholeTenant, reach);
        subscriptions = readable.Select(s => s.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        above = readable.SelectMany(s => s.ManagementGroups).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Subscriptions that the caller cannot read vanish silently; only when none is left is access denied.
    /// </summary>
    public static Scope Of(EstateSnapshot snapshot, GraphRequest request)
    {
        if (request is { Subscriptions.Count: > 0, ManagementGroups.Count: > 0 })
        {
            throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidScopes", "Subscriptions and management groups cannot both be given."));
        }

        var readable = snapshot.Subscriptions.Where(s => IsAsked(s, request)).ToList();
        var asksForSome = request.Subscriptions is { Count: > 0 } || request.ManagementGroups is { Count: > 0 };
        return readable.Count > 0 || !asksForSome ? new Scope(snapshot, readable, !asksForSome, request.Reach) : throw GraphError.AccessDenied();
    }

    public Relation? Find(string name)
    {
        if (!GraphSchema.Tables.Contains(name))
        {
            return null;
        }

        var rows = snapshot.Rows(name.ToLowerInvariant()).Where(IsInScope).Select(r => r.Cells);
        return new Relation(GraphSchema.Columns, [.. rows]);
    }

    private static bool IsAsked(SubscriptionInfo subscription, GraphRequest request) =>
        request.Subscriptions is { Count: > 0 } subscriptions ? subscriptions.Contains(subscription.Id, StringComparer.OrdinalIgnoreCase)
        : request.ManagementGroups is not { Count: > 0 } groups || subscription.ManagementGroups.Any(g => groups.Contains(g, StringComparer.OrdinalIgnoreCase));

    /// <summary>What belongs to no subscription, such as a management group, shows at tenant scope only.</summary>
    private bool IsInScope(Resource resource) =>
        resource.Table == GraphSchema.Policy && !wholeTenant ? IsInReach(resource.Parts)
        : resource.Parts.Subscription is { } subscription ? subscriptions.Contains(subscription) : wholeTenant;

    /// <summary>
    /// Things of Azure Policy can be at any level. Those above the subscriptions asked for, Azure's own definitions included
    /// (UNVERIFIED of these), show only where they are asked for.
    /// </summary>
    private bool IsInReach(ResourceId place)
    {
        if (place.Subscription is not { } subscription)
        {
            return reach is PolicyReach.AtScopeAndAbove or PolicyReach.AtScopeAboveAndBelow
                && (place.ManagementGroup is not { } group || above.Contains(group));
        }

        return subscriptions.Contains(subscription)
            && (reach is PolicyReach.AtScopeAndBelow or PolicyReach.AtScopeAboveAndBelow || place.IsAtSubscription);
    }
}
