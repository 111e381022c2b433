using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The moment that a query is about, and the run whose figures stand then.</summary>
/// <param name="At">The moment as stored.</param>
/// <param name="AsOf">The moment as asked for.</param>
/// <param name="Run">The last run merged by then; null before the first.</param>
/// <param name="IsCurrent">No later run was merged: the rows that still stand are the answer.</param>
internal sealed record Moment(long At, DateTimeOffset AsOf, RunRef? Run, bool IsCurrent)
{
    /// <summary>No later step of an exception has moved a due date: those that the findings bear are the answer.</summary>
    public bool DuesStand { get; init; } = true;

    /// <summary>
    /// Reads the moment. No <paramref name="asOf"/> means the present state, even where a run's own time is ahead of a
    /// clock that was set back.
    /// </summary>
    public static async Task<Moment> ReadAsync(
        DashboardDbContext context, DateTimeOffset? asOf, TimeProvider clock, CancellationToken cancellationToken)
    {
        var moment = asOf ?? clock.GetUtcNow();
        var at = UnixTime.Of(moment);
        var newest = await NewestAsync(context.Runs, cancellationToken);
        if (newest is null) return new Moment(at, moment, null, true);

        var newestTime = UnixTime.Of(newest.RunTime);
        if (asOf is null) return new Moment(Math.Max(at, newestTime), moment, newest, true);
        if (newestTime <= at) return new Moment(at, moment, newest, true) { DuesStand = await LastStepAsync(context, cancellationToken) <= at };
        return new Moment(at, moment, await NewestAsync(context.Runs.Where(r => r.RunTime <= at), cancellationToken), false);
    }

    private static Task<long> LastStepAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        context.ExceptionEvents.OrderByDescending(e => e.Id).Select(e => e.At).FirstOrDefaultAsync(cancellationToken);

    private static async Task<RunRef?> NewestAsync(IQueryable<RunEntry> runs, CancellationToken cancellationToken)
    {
        var run = await runs.Merged()
            .OrderByDescending(r => r.RunTime)
            .Select(r => new { r.Id, r.Status, r.RunTime, r.CompletedAt, r.MissingScopes })
            .FirstOrDefaultAsync(cancellationToken);
        return run is null
            ? null
            : new RunRef(
                run.Id, run.Status, UnixTime.From(run.RunTime), UnixTime.From(run.CompletedAt ?? run.RunTime),
                StoredJson.ReadNames(run.MissingScopes));
    }
}
