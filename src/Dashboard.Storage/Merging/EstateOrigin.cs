using Dashboard.Core.Collection;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>Binds a database to the estate of its first run, so that simulated and real data can never mix.</summary>
internal static class EstateOrigin
{
    /// <summary>Refuses another estate than the one that is recorded; says whether one is.</summary>
    /// <exception cref="EstateMismatchException">The database belongs to another estate.</exception>
    public static async Task<bool> CheckAsync(DashboardDbContext context, string mode, string origin, CancellationToken cancellationToken)
    {
        var recorded = await context.DatabaseInfo.SingleOrDefaultAsync(cancellationToken);
        if (recorded is null || (Same(recorded.Mode, mode) && Same(recorded.Origin, origin))) return recorded is not null;
        throw new EstateMismatchException(
            $"This database holds the estate of {recorded.Origin} in {recorded.Mode} mode, but {origin} in {mode} mode is asked for. "
            + "Nothing was written. Either correct the mode and the Resource Manager endpoint, or give this estate a database of "
            + "its own (Dashboard__DataDirectory or Dashboard__Database__ConnectionString).");
    }

    /// <summary>
    /// Records mode and origin at the first run; later refuses any other. The caller holds the lease, so that of several
    /// first runs at once only one comes here.
    /// </summary>
    /// <exception cref="EstateMismatchException">The database belongs to another estate.</exception>
    public static async Task EnsureAsync(DashboardDbContext context, RunStart start, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await CheckAsync(context, start.Mode, start.Origin, cancellationToken)) return;
        context.Add(new DatabaseInfoRow { Mode = start.Mode, Origin = start.Origin, RecordedAt = UnixTime.Of(now) });
        await context.SaveChangesAsync(cancellationToken);
    }

    private static bool Same(string a, string b) => string.Equals(a.TrimEnd('/'), b.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
