using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Loads the wide rows of a page whose numbers a narrow query has found.</summary>
internal sealed class AppRowLoader(DashboardDbContext context, Moment moment)
{
    private readonly EvidenceReader _evidence = new(context);

    /// <summary>The rows of <paramref name="stateIds"/>, in that order.</summary>
    public async Task<IReadOnlyList<AppRow>> LoadAsync(IReadOnlyList<long> stateIds, bool withRules, CancellationToken cancellationToken)
    {
        var found = await context.AppStates
            .Where(s => stateIds.Contains(s.Id))
            .Join(context.Apps, s => s.AppId, a => a.AppId, (state, app) => new
            {
                State = state,
                App = app,
                SubscriptionName = context.Subscriptions
                    .Where(n => n.SubscriptionId == state.SubscriptionId).Select(n => n.Name).FirstOrDefault(),
            })
            .ToDictionaryAsync(r => r.State.Id, cancellationToken);
        if (withRules) await _evidence.LoadAsync(found.Values.Select(r => r.State.EvidenceId), cancellationToken);
        var named = await context.NamedAsAtAsync(found.Values.Select(r => r.App), moment, cancellationToken);
        return [.. stateIds.Select(id => found[id]).Select(r => Row(r.State, named[r.App.AppId], r.SubscriptionName, withRules))];
    }

    private AppRow Row(AppStateRow state, AppEntry app, string? subscriptionName, bool withRules) => new(
        app.AppId,
        state.ToState(app, withRules ? _evidence.Of(state.EvidenceId) : []),
        subscriptionName ?? state.SubscriptionId,
        UnixTime.From(app.FirstSeen),
        UnixTime.From(state.LastSeen) ?? moment.Run!.RunTime,
        UnixTime.From(state.VerdictSince));
}
