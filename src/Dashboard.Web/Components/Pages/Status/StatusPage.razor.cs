using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Web.Access.Actions;
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

    private string? _retired;

    /// <summary>Retires a subscription.</summary>
    [Inject] public required RetireSubscriptionCommand Retire { get; set; }

    /// <summary>Asked again once the reason is given, which may be long after the question.</summary>
    [Inject] public required ActionGuard Guard { get; set; }

    private StatusHeadline? Headline => _collection.Value?.Headline;

    private string Level => Headline?.Level.ToString().ToLowerInvariant() ?? "unknown";

    private async Task RetireAsync((SubscriptionStatus Subscription, string Reason) asked)
    {
        if (await Guard.AdmitAsync(PageActions.RetireSubscription) is not { } actor) return;
        var outcome = await Retire.RunAsync(asked.Subscription.SubscriptionId, asked.Reason, actor, CancellationToken.None);
        _retired = outcome switch
        {
            RetireOutcome.Retired => $"{asked.Subscription.Name} is retired. Its apps leave the estate at the next run.",
            RetireOutcome.AlreadyRetired => $"{asked.Subscription.Name} was retired already.",
            RetireOutcome.StillRead => $"{asked.Subscription.Name} was read by the last run: it is still there and was not retired.",
            RetireOutcome.ReasonRefused => $"{asked.Subscription.Name} was not retired: a reason of 1 to {RetireSubscriptionCommand.MaxReason} characters is needed.",
            RetireOutcome.NotFound => $"{asked.Subscription.Name} is not known.",
        };
        await ReloadAsync();
    }

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _collection = await TryAsync(() => Reader.CollectionAsync(cancellationToken));
        _sources = await TryAsync(() => Reader.SourcesAsync(cancellationToken));
        _subscriptions = await TryAsync(() => Reader.SubscriptionsAsync(cancellationToken));
        _database = await TryAsync(() => Reader.DatabaseAsync(cancellationToken));
    }
}
