using Dashboard.Core.Collection;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>Binds a database to the estate of its first run, so that simulated and real data can never mix.</summary>
internal static class EstateOrigin
{
    /// <summary>Records mode and origin at the first run; later refuses any other.</summary>
    /// <exception cref="EstateMismatchException">The database belongs to another estate.</exception>
    public static async Task EnsureAsync(DashboardDbContext context, RunStart start, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var recorded = await context.DatabaseInfo.SingleOrDefaultAsync(cancellationToken);
        if (recorded is null)
        {
            context.Add(new DatabaseInfoRow { Mode = start.Mode, Origin = start.Origin, RecordedAt = UnixTime.Of(now) });
            await context.SaveChangesAsync(cancellationToken);
        }
        else if (!Same(recorded.Mode, start.Mode) || !Same(recorded.Origin, start.Origin))
        {
            throw new EstateMismatchException(
                $"This database holds the estate of {recorded.Origin} in {recorded.Mode} mode, but this run reads {start.Origin} "
                + $"in {start.Mode} mode. Nothing was written. Either correct the mode and the Resource Manager endpoint, or give "
                + "this estate a database of its own (Dashboard__DataDirectory or Dashboard__Database__ConnectionString).");
        }
    }

    private static bool Same(string a, string b) => string.Equals(a.TrimEnd('/'), b.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
