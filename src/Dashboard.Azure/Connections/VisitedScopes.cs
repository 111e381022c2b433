using Dashboard.Azure.Pipeline;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Connections;

/// <summary>What a visit knows of the scopes.</summary>
/// <param name="Problem">Why they could not be listed, in words; null where they could.</param>
/// <param name="Failure">The same as the client saw it, where it was one request that failed.</param>
/// <param name="Listed">The subscriptions that Resource Manager lists.</param>
/// <param name="InScope">Those of them, or of the configured management groups, that a run would read.</param>
/// <param name="Groups">The configured management groups, with how each fared.</param>
internal sealed record ScopeReading(
    string? Problem, ArmFailure? Failure, IReadOnlyList<SubscriptionObservation> Listed, IReadOnlyList<SubscriptionObservation> InScope,
    IReadOnlyList<GroupReading> Groups)
{
    /// <summary>Nothing could be listed.</summary>
    public static ScopeReading Failed(string problem, ArmFailure? failure = null) => new(problem, failure, [], [], []);

    /// <summary>The subscriptions of one query: the first batch, as a test need not ask for all.</summary>
    public GraphScope FirstBatch(int batchSize) => GraphScope.Subscriptions(InScope.Select(s => s.SubscriptionId), batchSize).First();
}

/// <summary>A configured management group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subscriptions">Subscriptions below it that can be read.</param>
/// <param name="Problem">Why it could not be read; null where it could.</param>
internal sealed record GroupReading(string Id, int Subscriptions, string? Problem);

/// <summary>Reads the scopes once in a visit. One that was given up half-way is not tried again for every source.</summary>
internal sealed class VisitedScopes(ConnectionClients clients)
{
    private ScopeReading? _reading;

    /// <summary>The scopes.</summary>
    public async Task<ScopeReading> ReadAsync(CancellationToken cancellationToken)
    {
        if (_reading is { } known) return known;
        _reading = ScopeReading.Failed("It took too long.");
        return _reading = await AskAsync(cancellationToken);
    }

    private async Task<ScopeReading> AskAsync(CancellationToken cancellationToken)
    {
        var log = new SourceLog("subscriptions");
        // Asked once by itself, since the list only tells in words how it failed.
        using (var first = await clients.Http.GetAsync(clients.Subscriptions.Address, log, cancellationToken))
        {
            if (first.Failure is { } failure)
                return ScopeReading.Failed(clients.Problems.Of(Problems.ResourceManager, "the list of subscriptions", failure), failure);
        }

        var listed = await clients.Subscriptions.ReadAsync(log, cancellationToken);
        if (listed is null || !log.Complete) return ScopeReading.Failed(log.Outcome().Problem ?? "The list of subscriptions is not whole.");
        var groups = new List<GroupReading>();
        var found = Configured(listed).ToDictionary(s => s.SubscriptionId, StringComparer.OrdinalIgnoreCase);
        foreach (var group in clients.Settings.ManagementGroupIds) groups.Add(await ReadGroupAsync(group, found, cancellationToken));
        return new ScopeReading(null, null, listed, [.. found.Values.OrderBy(s => s.SubscriptionId, StringComparer.Ordinal)], groups);
    }

    private IEnumerable<SubscriptionObservation> Configured(IReadOnlyList<SubscriptionObservation> listed)
    {
        var (ids, groups) = (clients.Settings.SubscriptionIds, clients.Settings.ManagementGroupIds);
        if (ids.Count == 0) return groups.Count == 0 ? listed : [];
        return listed.Where(s => ids.Any(id => id.Trim().Equals(s.SubscriptionId, StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<GroupReading> ReadGroupAsync(
        string group, Dictionary<string, SubscriptionObservation> found, CancellationToken cancellationToken)
    {
        var log = new SourceLog("management group");
        var count = 0;
        await foreach (var page in clients.Graph.QueryAsync(ContainerRows.Subscriptions, GraphScope.ManagementGroups([group]), log, cancellationToken))
        {
            foreach (var subscription in page) found.TryAdd(subscription.SubscriptionId, subscription);
            count += page.Count;
        }

        return new GroupReading(group, count, log.Outcome().Problem);
    }
}
