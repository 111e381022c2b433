using Dashboard.Azure.Arm;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure;

/// <summary>
/// The subscriptions in scope. That one is readable is told by Resource Manager's list; names, tags and the members of
/// management groups come from Resource Graph. One that Resource Graph does not have is still in scope.
/// </summary>
internal sealed class SubscriptionReader(SubscriptionList list, ResourceGraphClient graph, AzureSettings settings)
{
    /// <summary>The subscriptions, each once, ordered by id; null where they could not be listed.</summary>
    public async Task<IReadOnlyList<SubscriptionObservation>?> ReadAsync(SourceLog log, CancellationToken cancellationToken)
    {
        var listed = await list.ReadAsync(log, cancellationToken);
        if (listed is null) return null;
        var found = new SortedDictionary<string, SubscriptionObservation>(StringComparer.Ordinal);
        foreach (var subscription in InScope(listed, log)) found[subscription.SubscriptionId] = subscription;

        var scopes = GraphScope.Subscriptions(found.Keys.ToList(), settings.BatchSize)
            .Concat(GraphScope.ManagementGroups(settings.ManagementGroupIds));
        await foreach (var page in graph.QueryAsync(ContainerRows.Subscriptions, scopes, log, cancellationToken))
        {
            foreach (var subscription in page) found[subscription.SubscriptionId] = subscription;
        }

        return [.. found.Values];
    }

    // Without any configured scope: all that is listed. With management groups alone: none from the list.
    private IEnumerable<SubscriptionObservation> InScope(IReadOnlyList<SubscriptionObservation> listed, SourceLog log)
    {
        if (settings.SubscriptionIds.Count == 0) return settings.ManagementGroupIds.Count == 0 ? listed : [];
        var wanted = settings.SubscriptionIds.Select(id => id.Trim().ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in wanted.Except(listed.Select(s => s.SubscriptionId)).Order(StringComparer.Ordinal))
        {
            log.Incomplete(
                "It is configured but not among those that the identity can read. Assign it the role Reader there, or check the id.", missing);
        }

        return listed.Where(s => wanted.Contains(s.SubscriptionId));
    }
}
