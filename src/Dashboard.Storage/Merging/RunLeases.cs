using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>
/// The collector's lease. Each operation is one conditional update: whoever changes the row has the lease, on any
/// database and however many replicas ask at once.
/// </summary>
internal static class RunLeases
{
    /// <summary>
    /// Takes the lease where it is free or expired; returns the new epoch, or null. In the place of a lost run it is taken only
    /// from that very run: whoever merges holds the row and, without a heartbeat, may look lost until that is done.
    /// </summary>
    public static async Task<long?> TryTakeAsync(
        DashboardDbContext context, DateTimeOffset now, RunStart start, CancellationToken cancellationToken)
    {
        if (!await context.TryLockLeaseAsync(cancellationToken)) return null;
        var (at, until) = (UnixTime.Of(now), UnixTime.Of(now + start.LeaseDuration));
        var lease = start.InPlaceOf is { } lost
            ? context.Leases.Where(l => l.RunId == lost && l.ExpiresAt <= at)
            : context.Leases.Where(l => l.RunId == null || l.ExpiresAt <= at);
        var taken = await lease.ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Epoch, l => l.Epoch + 1).SetProperty(l => l.RunId, (long?)null).SetProperty(l => l.ExpiresAt, until),
            cancellationToken);
        return taken == 0 ? null : await context.Leases.Select(l => l.Epoch).SingleAsync(cancellationToken);
    }

    /// <summary>Names the run that holds the lease just taken.</summary>
    public static Task AssignAsync(DashboardDbContext context, long epoch, long runId, CancellationToken cancellationToken) =>
        context.Leases.Where(l => l.Epoch == epoch)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.RunId, runId), cancellationToken);

    /// <summary>Extends the lease. One that expired unnoticed is still held while no other run took it.</summary>
    /// <exception cref="LeaseLostException">Another run took it.</exception>
    public static async Task ExtendAsync(DashboardDbContext context, RunLease lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = UnixTime.Of(now + lease.Duration);
        var held = await Held(context, lease).ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, until), cancellationToken);
        if (held == 0) throw Lost(lease);
    }

    /// <summary>Gives the lease back; false where it was lost before.</summary>
    public static async Task<bool> TryReleaseAsync(DashboardDbContext context, RunLease lease, CancellationToken cancellationToken) =>
        await Held(context, lease).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.RunId, (long?)null).SetProperty(l => l.ExpiresAt, 0L), cancellationToken) == 1;

    /// <summary>
    /// Ends the runs that died. Called with the lease just taken and before its own run exists, so that any run that
    /// still counts as running has no collector any more.
    /// </summary>
    public static Task FailAbandonedAsync(DashboardDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = UnixTime.Of(now);
        return context.Runs.Where(r => r.Status == RunStatus.Running).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Status, RunStatus.Failed).SetProperty(r => r.CompletedAt, at).SetProperty(r => r.Reason, Expired),
            cancellationToken);
    }

    /// <summary>What is said of a run whose collector vanished.</summary>
    public const string Expired =
        "Its lease expired: the collector stopped without saying so (a crash, a restart, a lost machine). Nothing was merged.";

    /// <summary>The exception for a lease that another run took.</summary>
    public static LeaseLostException Lost(RunLease lease) => new(
        $"Run {lease.RunId} lost its lease (epoch {lease.Epoch}): it gave no sign for {lease.Duration.TotalSeconds:0} seconds and another run took over. Nothing was written.");

    private static IQueryable<LeaseRow> Held(DashboardDbContext context, RunLease lease) =>
        context.Leases.Where(l => l.Epoch == lease.Epoch && l.RunId == lease.RunId);
}
