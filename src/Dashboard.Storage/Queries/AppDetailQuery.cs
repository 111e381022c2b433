using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>One app with its rules and history. Null where no such app was ever seen.</summary>
public sealed class AppDetailQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>
    /// Runs the query; ids compare without regard to case. Where the id was proven gone and came back, this is the
    /// generation that lives at the moment, or else the last one that did; null also before it was first seen. An app that
    /// moved is found by each id that it had, unless another one bears that id at the moment.
    /// </summary>
    public async Task<AppDetail?> RunAsync(string resourceId, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var app = await context.FindBearerAsync(resourceId, moment, cancellationToken);
        if (app is null || moment.Run is null) return null;

        var states = await context.AppStates
            .Where(s => s.AppId == app.AppId && s.ValidFrom <= moment.At)
            .OrderBy(s => s.ValidFrom)
            .ToListAsync(cancellationToken);
        var gone = app.DecommissionedAt is { } at && at <= moment.At ? app.DecommissionedAt : null;
        var seenBy = gone is null ? moment : await LastSightingAsync(context, gone.Value, moment, cancellationToken);
        var rows = await new AppRowLoader(context, seenBy).LoadAsync([states[^1].Id], withRules: true, cancellationToken);
        var history = states.Select(s => Interval(s, app, moment.At)).ToList();
        history[^1] = history[^1] with { State = rows[0].State };
        return new AppDetail(rows[0], history, UnixTime.From(gone), moment.AsOf, moment.Run);
    }

    private static AppInterval Interval(AppStateRow state, AppEntry app, long at) => new(
        UnixTime.From(state.ValidFrom), state.ValidTo > at ? null : UnixTime.From(state.ValidTo), state.ToState(app, []));

    /// <summary>
    /// The last moment before the run that proved the app gone, with the run before that one: it still saw it, unless it was stale.
    /// </summary>
    private static async Task<Moment> LastSightingAsync(
        DashboardDbContext context, long gone, Moment moment, CancellationToken cancellationToken)
    {
        var last = await context.Runs.Merged().Where(r => r.RunTime < gone).MaxAsync(r => r.RunTime, cancellationToken);
        return moment with { At = gone - 1, Run = moment.Run! with { Status = RunStatus.Succeeded, RunTime = UnixTime.From(last) } };
    }
}
