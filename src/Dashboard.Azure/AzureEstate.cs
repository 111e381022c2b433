using Dashboard.Azure.Arm;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure;

/// <summary>Azure as the collector sees it: Resource Graph for everything, Resource Manager for what it does not carry.</summary>
internal sealed class AzureEstate(
    AzureSettings settings, SubscriptionReader subscriptions, ResourceGraphClient graph, ArmClient arm) : IAzureEstate
{
    /// <inheritdoc/>
    public string Origin => settings.Origin;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SubscriptionObservation>?> ReadSubscriptionsAsync(SourceLog log, CancellationToken cancellationToken) =>
        subscriptions.ReadAsync(log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<ResourceGroupObservation>> ReadResourceGroupsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Read(ContainerRows.ResourceGroups, subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<PlanObservation>> ReadPlansAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Read(PlanRows.Query, subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<AppObservation>> ReadAppsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Read(AppRows.Query, subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<AppSighting>> ReadSightingsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Read(AppRowScan.Query(), subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public async Task<AppObservation> CompleteAsync(
        AppObservation app, bool site, bool configuration, SourceLog log, CancellationToken cancellationToken)
    {
        if (site) app = await arm.ReadSiteAsync(app, log, cancellationToken);
        if (configuration) app = await arm.ReadConfigurationAsync(app, log, cancellationToken);
        return app;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<ResourceChange>> ReadChangesAsync(
        IReadOnlyList<string> subscriptionIds, DateTimeOffset since, SourceLog log, CancellationToken cancellationToken) =>
        Read(ChangeRows.Since(since), subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public Task<Existence> ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken) =>
        arm.ProbeAsync(resourceId, log, cancellationToken);

    private IAsyncEnumerable<IReadOnlyList<T>> Read<T>(
        GraphQuery<T> query, IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken)
        where T : class =>
        graph.QueryAsync(query, GraphScope.Subscriptions(subscriptionIds, settings.BatchSize), log, cancellationToken);
}
