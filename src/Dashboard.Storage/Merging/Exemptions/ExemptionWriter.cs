using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Exemptions;

/// <summary>Writes what a run learned of policy exemptions inside the current transaction.</summary>
internal static class ExemptionWriter
{
    /// <summary>Writes the changes of exemptions, and the management groups of subscriptions where they are others than before.</summary>
    public static async Task WriteAsync(DashboardDbContext context, PolicyMerge policy, long runTime, CancellationToken cancellationToken)
    {
        await WriteExemptionsAsync(context, policy.Exemptions, runTime, cancellationToken);
        await WriteAncestorsAsync(context, policy.Ancestors, runTime, cancellationToken);
    }

    private static async Task WriteExemptionsAsync(
        DashboardDbContext context, IReadOnlyList<ExemptionChange> changes, long runTime, CancellationToken cancellationToken)
    {
        if (changes.Count == 0) return;
        var firstSeen = await context.PolicyExemptions.Where(e => e.ValidTo == UnixTime.Open)
            .ToDictionaryAsync(e => e.ResourceIdKey, e => e.FirstSeen, StringComparer.Ordinal, cancellationToken);
        await using var insert = new PreparedInsert<PolicyExemptionRow>(context);
        await using var close = context.Prepare(
            $"""UPDATE "PolicyExemptions" SET "ValidTo" = @p0 WHERE "ResourceIdKey" = @p1 AND "ValidTo" = {UnixTime.Open}""", 2);
        foreach (var change in changes)
        {
            switch (change)
            {
                case ExemptionChange.Stands stands:
                    var key = ResourceIds.Key(stands.State.ResourceId);
                    await close.RunAsync([runTime, key], cancellationToken);
                    var row = Row(stands.State, key, runTime) with
                    {
                        FirstSeen = firstSeen.GetValueOrDefault(key, runTime),
                        LastSeen = stands.LastSeen is { } last ? UnixTime.Of(last) : null,
                    };
                    await insert.RunAsync(row, cancellationToken);
                    break;
                case ExemptionChange.Gone gone:
                    await close.RunAsync([runTime, ResourceIds.Key(gone.ResourceId)], cancellationToken);
                    break;
                default:
                    throw new InvalidOperationException($"No such change: {change.GetType().Name}.");
            }
        }
    }

    private static async Task WriteAncestorsAsync(
        DashboardDbContext context, IReadOnlyDictionary<string, IReadOnlyList<string>> ancestors, long runTime, CancellationToken cancellationToken)
    {
        if (ancestors.Count == 0) return;
        var stood = await context.SubscriptionAncestors.Where(a => a.ValidTo == UnixTime.Open)
            .ToDictionaryAsync(a => a.SubscriptionId, a => a.Ancestors, StringComparer.Ordinal, cancellationToken);
        await using var insert = new PreparedInsert<SubscriptionAncestorsRow>(context);
        await using var close = context.Prepare(
            $"""UPDATE "SubscriptionAncestors" SET "ValidTo" = @p0 WHERE "SubscriptionId" = @p1 AND "ValidTo" = {UnixTime.Open}""", 2);
        foreach (var (subscription, names) in ancestors)
        {
            var (id, text) = (subscription.ToLowerInvariant(), StoredJson.WriteNames(names));
            if (stood.TryGetValue(id, out var before) && before == text) continue;
            await close.RunAsync([runTime, id], cancellationToken);
            var row = new SubscriptionAncestorsRow { SubscriptionId = id, ValidFrom = runTime, ValidTo = UnixTime.Open, Ancestors = text };
            await insert.RunAsync(row, cancellationToken);
        }
    }

    private static PolicyExemptionRow Row(ExemptionState state, string key, long runTime) => new()
    {
        ResourceIdKey = key,
        ValidFrom = runTime,
        ValidTo = UnixTime.Open,
        FirstSeen = runTime,
        ResourceId = state.ResourceId,
        AssignmentId = state.AssignmentId,
        AssignmentName = state.AssignmentName,
        Category = state.Category,
        ExpiresOn = state.ExpiresOn is { } expires ? UnixTime.Of(expires) : null,
        ExpiryUnderstood = state.ExpiryUnderstood,
        DisplayName = state.DisplayName,
        Description = state.Description,
        References = StoredJson.WriteNames(state.References),
        HasSelectors = state.HasSelectors,
        CreatedBy = state.CreatedBy,
        CreatedAt = state.CreatedAt is { } created ? UnixTime.Of(created) : null,
        ModifiedBy = state.ModifiedBy,
        ModifiedAt = state.ModifiedAt is { } modified ? UnixTime.Of(modified) : null,
        Relevance = state.Relevance,
        Targets = state.Targets,
    };
}
