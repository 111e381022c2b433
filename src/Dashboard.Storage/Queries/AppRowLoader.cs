using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
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
        var covers = await ActiveCovers.ReadAsync(context, [.. found.Values.Select(r => r.App.AppId)], moment.At, cancellationToken);
        return [.. stateIds.Select(id => found[id]).Select(r => Row(r.State, named[r.App.AppId], r.SubscriptionName, withRules, covers.Of(r.App.AppId)))];
    }

    private AppRow Row(
        AppStateRow state, AppEntry app, string? subscriptionName, bool withRules, IReadOnlyDictionary<string, ActiveException> covered) => new(
        app.AppId,
        state.ToState(app, withRules ? [.. _evidence.Of(state.EvidenceId).Select(r => OptOutIsJustified.At(r, covered.GetValueOrDefault(r.Id)))] : []),
        subscriptionName ?? state.SubscriptionId,
        UnixTime.From(app.FirstSeen),
        UnixTime.From(state.LastSeen) ?? moment.Run!.RunTime,
        UnixTime.From(state.VerdictSince))
        {
            ExceptedUntil = FilterOverlay.Until(state.InScope, state.Verdict, FailedRulesText.Read(state.FailedRules), covered),
            Covered = covered,
        };
}
