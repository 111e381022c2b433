using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Changes of verdict and first sightings in a period, newest first.</summary>
public sealed class RecentChangesQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>
    /// Runs the query over <c>(since, until]</c>. What the very first run saw is the baseline and no change. States come
    /// without rule outcomes.
    /// </summary>
    public async Task<IReadOnlyList<StateChange>> RunAsync(
        DateTimeOffset since, DateTimeOffset until, int take, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, until, clock, cancellationToken);
        var firstRun = await context.Runs.Merged().MinAsync(r => (long?)r.RunTime, cancellationToken) ?? 0;
        var (after, at) = (Math.Max(UnixTime.Of(since), firstRun), moment.At);

        // A verdict that stands since the row's own start is a change of verdict, or the first of its app.
        var changes = await context.AppStates
            .Where(s => s.ValidFrom > after && s.ValidFrom <= at && s.VerdictSince == s.ValidFrom)
            .OrderByDescending(s => s.ValidFrom)
            .ThenBy(s => s.NameKey)
            .ThenBy(s => s.Id)
            .Take(take)
            .Join(context.Apps, s => s.AppId, a => a.AppId, (state, app) => new { State = state, App = app })
            .ToListAsync(cancellationToken);
        var before = await BeforeAsync(context, [.. changes.Select(c => c.State)], cancellationToken);
        return
        [
            .. changes
                .OrderByDescending(c => c.State.ValidFrom).ThenBy(c => c.State.NameKey, StringComparer.Ordinal).ThenBy(c => c.State.Id)
                .Select(c => new StateChange(
                    c.App.ResourceId,
                    c.App.Name,
                    UnixTime.From(c.State.ValidFrom),
                    before.GetValueOrDefault((c.State.AppId, c.State.ValidFrom))?.ToState(c.App, []),
                    c.State.ToState(c.App, []))),
        ];
    }

    /// <summary>The rows that ended where <paramref name="changes"/> begin, by app and moment.</summary>
    private static async Task<Dictionary<(long AppId, long At), AppStateRow>> BeforeAsync(
        DashboardDbContext context, List<AppStateRow> changes, CancellationToken cancellationToken)
    {
        var apps = changes.Select(c => c.AppId).Distinct().ToList();
        var moments = changes.Select(c => c.ValidFrom).Distinct().ToList();
        return await context.AppStates
            .Where(s => apps.Contains(s.AppId) && moments.Contains(s.ValidTo))
            .ToDictionaryAsync(s => (s.AppId, s.ValidTo), cancellationToken);
    }
}
