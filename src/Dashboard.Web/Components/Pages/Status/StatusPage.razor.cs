using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Status;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Status;

/// <summary>Whether the data can be relied on, and what an operator would look at where it cannot.</summary>
public partial class StatusPage
{
    private Load<CollectionStatus> _collection;
    private Load<IReadOnlyList<SourceStatus>> _sources;
    private Load<IReadOnlyList<SubscriptionStatus>> _subscriptions;
    private Load<DatabaseReport> _database;

    /// <summary>Reads each part.</summary>
    [Inject] public required StatusReader Reader { get; set; }

    private StatusHeadline? Headline => _collection.Value?.Headline;

    private string Level => Headline?.Level.ToString().ToLowerInvariant() ?? "unknown";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _collection = await TryAsync(() => Reader.CollectionAsync(cancellationToken));
        _sources = await TryAsync(() => Reader.SourcesAsync(cancellationToken));
        _subscriptions = await TryAsync(() => Reader.SubscriptionsAsync(cancellationToken));
        _database = await TryAsync(() => Reader.DatabaseAsync(cancellationToken));
    }
}
