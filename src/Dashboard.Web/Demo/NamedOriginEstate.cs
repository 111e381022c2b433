using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Web.Demo;

/// <summary>
/// The simulator's estate under a name that stays. Its port is another each time, but the database must know its estate
/// again, and must refuse any other.
/// </summary>
internal sealed class NamedOriginEstate(IAzureEstate inner, string origin) : IAzureEstate
{
    /// <inheritdoc/>
    public string Origin => origin;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SubscriptionObservation>?> ReadSubscriptionsAsync(SourceLog log, CancellationToken cancellationToken) =>
        inner.ReadSubscriptionsAsync(log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<ResourceGroupObservation>> ReadResourceGroupsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        inner.ReadResourceGroupsAsync(subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<PlanObservation>> ReadPlansAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        inner.ReadPlansAsync(subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<AppObservation>> ReadAppsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        inner.ReadAppsAsync(subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<AppSighting>> ReadSightingsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        inner.ReadSightingsAsync(subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public Task<AppObservation> CompleteAsync(
        AppObservation app, bool site, bool configuration, SourceLog log, CancellationToken cancellationToken) =>
        inner.CompleteAsync(app, site, configuration, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<ResourceChange>> ReadChangesAsync(
        IReadOnlyList<string> subscriptionIds, DateTimeOffset since, SourceLog log, CancellationToken cancellationToken) =>
        inner.ReadChangesAsync(subscriptionIds, since, log, cancellationToken);

    /// <inheritdoc/>
    public Task<Existence> ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken) =>
        inner.ProbeAsync(resourceId, log, cancellationToken);
}
