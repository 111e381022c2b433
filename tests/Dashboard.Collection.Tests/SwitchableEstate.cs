using System.Runtime.CompilerServices;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Collection.Tests;

/// <summary>The same estate under one origin while the simulator behind it, and so its port, changes.</summary>
internal sealed class SwitchableEstate : IAzureEstate
{
    public IAzureEstate Inner { get; set; } = null!;

    /// <summary>True: the resource groups answer nothing, as without the right to read them.</summary>
    public bool WithoutResourceGroups { get; set; }

    /// <summary>True: apps come without their rows, so that each is judged in each run.</summary>
    public bool KeepsNoRows { get; set; }

    /// <summary>The app whose row is lost on its way, although ARM knows it; null for none.</summary>
    public string? Lost { get; set; }

    /// <summary>Change records of which the simulator behind it, which is new each day, knows nothing.</summary>
    public List<ResourceChange> Records { get; } = [];

    /// <summary>Awaited before the first page of apps; null for nothing.</summary>
    public Func<Task>? BeforeApps { get; set; }

    /// <summary>Awaited before each question whether an absent app exists; null for nothing.</summary>
    public Func<Task>? BeforeProbe { get; set; }

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

    public async IAsyncEnumerable<IReadOnlyList<AppObservation>> ReadAppsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (BeforeApps is not null) await BeforeApps();
        await foreach (var page in Inner.ReadAppsAsync(subscriptionIds, log, cancellationToken)) yield return page;
    }

    public async IAsyncEnumerable<IReadOnlyList<AppSighting>> ReadSightingsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (KeepsNoRows)
        {
            await foreach (var page in ReadAppsAsync(subscriptionIds, log, cancellationToken)) yield return [.. page.Select(AppSighting.Of)];
            yield break;
        }

        if (BeforeApps is not null) await BeforeApps();
        await foreach (var page in Inner.ReadSightingsAsync(subscriptionIds, log, cancellationToken))
        {
            if (Lost is not null) log.Incomplete("A row was lost.");
            yield return [.. page.Where(a => !a.ResourceId.Equals(Lost, StringComparison.OrdinalIgnoreCase))];
        }
    }

    public Task<AppObservation> CompleteAsync(
        AppObservation app, bool site, bool configuration, SourceLog log, CancellationToken cancellationToken) =>
        Inner.CompleteAsync(app, site, configuration, log, cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<ResourceChange>> ReadChangesAsync(
        IReadOnlyList<string> subscriptionIds, DateTimeOffset since, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in Inner.ReadChangesAsync(subscriptionIds, since, log, cancellationToken)) yield return page;
        yield return [.. Records.Where(r => r.At >= since)];
    }

    public async Task<Existence> ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken)
    {
        if (BeforeProbe is not null) await BeforeProbe();
        return await Inner.ProbeAsync(resourceId, log, cancellationToken);
    }
}
