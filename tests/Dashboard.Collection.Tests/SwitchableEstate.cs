using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Collection.Tests;

/// <summary>The same estate under one origin while the simulator behind it, and so its port, changes.</summary>
internal sealed class SwitchableEstate : IAzureEstate
{
    public IAzureEstate Inner { get; set; } = null!;

    /// <summary>True: the resource groups answer nothing, as without the right to read them.</summary>
    public bool WithoutResourceGroups { get; set; }

    public string Origin => "http://estate.test";

    public Task<IReadOnlyList<SubscriptionObservation>?> ReadSubscriptionsAsync(SourceLog log, CancellationToken cancellationToken) =>
        Inner.ReadSubscriptionsAsync(log, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ResourceGroupObservation>> ReadResourceGroupsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken)
    {
        if (!WithoutResourceGroups) return Inner.ReadResourceGroupsAsync(subscriptionIds, log, cancellationToken);
        log.Incomplete("Reading resource groups was refused (403).");
        return AsyncEnumerable.Empty<IReadOnlyList<ResourceGroupObservation>>();
    }

    public IAsyncEnumerable<IReadOnlyList<PlanObservation>> ReadPlansAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Inner.ReadPlansAsync(subscriptionIds, log, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<AppObservation>> ReadAppsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Inner.ReadAppsAsync(subscriptionIds, log, cancellationToken);

    public Task<AppObservation> CompleteAsync(
        AppObservation app, bool site, bool configuration, SourceLog log, CancellationToken cancellationToken) =>
        Inner.CompleteAsync(app, site, configuration, log, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ResourceChange>> ReadChangesAsync(
        IReadOnlyList<string> subscriptionIds, DateTimeOffset since, SourceLog log, CancellationToken cancellationToken) =>
        Inner.ReadChangesAsync(subscriptionIds, since, log, cancellationToken);

    public Task<Existence> ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken) =>
        Inner.ProbeAsync(resourceId, log, cancellationToken);
}
