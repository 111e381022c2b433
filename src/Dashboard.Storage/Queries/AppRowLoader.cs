using Dashboard.Core.Exceptions;
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
        var covered = await CoveredAsync([.. found.Values.Select(r => r.App.AppId)], cancellationToken);
        return
        [
            .. stateIds.Select(id => found[id]).Select(r => Row(r.State, named[r.App.AppId], r.SubscriptionName, withRules) with
            {
                Excepted = ExceptedApp.Is(r.State.InScope, r.State.Verdict, FailedRulesText.Read(r.State.FailedRules), [.. covered[r.App.AppId]]),
            }),
        ];
    }

    /// <summary>The rules that exceptions cover at the moment, by app.</summary>
    private async Task<ILookup<long, string>> CoveredAsync(IReadOnlyList<long> apps, CancellationToken cancellationToken)
    {
        var at = moment.At;
        var covers = await context.ExceptionCovers.Where(c => apps.Contains(c.AppId) && c.ActiveFrom <= at && c.ActiveTo > at)
            .Select(c => new { c.AppId, c.RuleId }).ToListAsync(cancellationToken);
        return covers.ToLookup(c => c.AppId, c => c.RuleId);
    }

    private AppRow Row(AppStateRow state, AppEntry app, string? subscriptionName, bool withRules) => new(
        app.AppId,
        state.ToState(app, withRules ? _evidence.Of(state.EvidenceId) : []),
        subscriptionName ?? state.SubscriptionId,
        UnixTime.From(app.FirstSeen),
        UnixTime.From(state.LastSeen) ?? moment.Run!.RunTime,
        UnixTime.From(state.VerdictSince));
}
