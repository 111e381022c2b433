using System.Linq.Expressions;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Runs: the list, one with all its detail, and the newest.</summary>
public sealed class RunQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>All of a run but its report, which can be long and is read for one run only.</summary>
    private static readonly Expression<Func<RunEntry, RunEntry>> WithoutReport = r => new RunEntry
    {
        Id = r.Id,
        RunTime = r.RunTime,
        StartedAt = r.StartedAt,
        CompletedAt = r.CompletedAt,
        Status = r.Status,
        Trigger = r.Trigger,
        StartedBy = r.StartedBy,
        RuleSetVersion = r.RuleSetVersion,
        CancelRequested = r.CancelRequested,
        Phase = r.Phase,
        PagesRead = r.PagesRead,
        AppsRead = r.AppsRead,
        RequestsSent = r.RequestsSent,
        ExpectedApps = r.ExpectedApps,
        Apps = r.Apps,
        Requests = r.Requests,
        ArmReads = r.ArmReads,
        Changed = r.Changed,
        Reason = r.Reason,
        MissingScopes = r.MissingScopes,
    };

    /// <summary>A page from 1, newest first.</summary>
    public Task<PagedList<RunRow>> ListAsync(int page, int pageSize, CancellationToken cancellationToken) =>
        ListAsync(RunSort.Default, null, page, pageSize, cancellationToken);

    /// <summary>A page, from 1, of the runs up to <paramref name="asOf"/>; null is now. Runs that began later are not there yet.</summary>
    public async Task<PagedList<RunRow>> ListAsync(
        RunSort sort, DateTimeOffset? asOf, int page, int pageSize, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var until = asOf is { } at ? UnixTime.Of(at) : long.MaxValue;
        var inTime = context.Runs.Where(r => r.RunTime <= until);
        var total = await inTime.CountAsync(cancellationToken);
        var runs = await inTime
            .Sorted(sort)
            .Skip(skip)
            .Take(pageSize)
            .Select(WithoutReport)
            .ToListAsync(cancellationToken);
        return new PagedList<RunRow>([.. runs.Select(Row)], total, moment.AsOf, moment.Run);
    }

    /// <summary>One run with sources, scopes and warnings; null where there is none.</summary>
    public async Task<RunRow?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        return run is null ? null : Row(run);
    }

    /// <summary>The newest run, whatever its status; null before the first.</summary>
    public async Task<RunRow?> NewestAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.OrderByDescending(r => r.RunTime).Select(WithoutReport).FirstOrDefaultAsync(cancellationToken);
        return run is null ? null : Row(run);
    }

    /// <summary>The run whose figures stand at a moment; null before the first merged run.</summary>
    public async Task<RunRef?> StandingAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return (await Moment.ReadAsync(context, asOf, clock, cancellationToken)).Run;
    }

    internal static RunRow Row(RunEntry run) => new()
    {
        Id = run.Id,
        RunTime = UnixTime.From(run.RunTime),
        StartedAt = UnixTime.From(run.StartedAt),
        CompletedAt = UnixTime.From(run.CompletedAt),
        Status = run.Status,
        Trigger = run.Trigger,
        StartedBy = run.StartedBy,
        RuleSetVersion = run.RuleSetVersion,
        Progress = run.Phase is null
            ? null
            : new RunProgress(run.Phase, run.PagesRead, run.AppsRead, run.RequestsSent, run.ExpectedApps),
        Report = run.Report is null
            ? new RunReport { Apps = run.Apps, Requests = run.Requests, ArmReads = run.ArmReads }
            : StoredJson.ReadReport(run.Report),
        Changed = run.Changed,
        Reason = run.Reason,
        MissingScopes = StoredJson.ReadNames(run.MissingScopes),
    };
}
