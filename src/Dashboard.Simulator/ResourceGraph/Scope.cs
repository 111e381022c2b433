using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql.Evaluation;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>What a request may read: the tables narrowed to the subscriptions in scope.</summary>
internal sealed class Scope : ITables
{
    private readonly EstateSnapshot snapshot;
    private readonly HashSet<string> subscriptions;
    private readonly bool wholeTenant;

    private Scope(EstateSnapshot snapshot, HashSet<string> subscriptions, bool wholeTenant) =>
        (this.snapshot, this.subscriptions, this.wholeTenant) = (snapshot, subscriptions, wholeTenant);

    /// <summary>
    /// Subscriptions that the caller cannot read vanish silently; only when none is left is access denied.
    /// </summary>
    public static Scope Of(EstateSnapshot snapshot, GraphRequest request)
    {
        if (request is { Subscriptions.Count: > 0, ManagementGroups.Count: > 0 })
        {
            throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidScopes", "Subscriptions and management groups cannot both be given."));
        }

        var readable = snapshot.Subscriptions.Where(s => IsAsked(s, request)).Select(s => s.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var asksForSome = request.Subscriptions is { Count: > 0 } || request.ManagementGroups is { Count: > 0 };
        return readable.Count > 0 || !asksForSome ? new Scope(snapshot, readable, !asksForSome) : throw GraphError.AccessDenied();
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
        resource.Parts.Subscription is { } subscription ? subscriptions.Contains(subscription) : wholeTenant;
}
