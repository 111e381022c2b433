using Dashboard.Core.Collection;
using Dashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Web.Hosting;

/// <summary>
/// Looks, before anything is served, whose estate the database holds. A run would refuse a foreign one, but pages would
/// show it: real data to whoever sits at a demo without sign-in.
/// </summary>
internal static class EstateCheck
{
    /// <summary>Does nothing where the database is new or holds <paramref name="origin"/> in <paramref name="mode"/>.</summary>
    /// <exception cref="EstateMismatchException">It holds another estate.</exception>
    public static async Task EnsureAsync(
        IDbContextFactory<DashboardDbContext> factory, string mode, string origin, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var recorded = await context.Database
            .SqlQuery<Recorded>($"""SELECT "Mode", "Origin" FROM "DatabaseInfo" """).ToListAsync(cancellationToken);
        foreach (var (recordedMode, recordedOrigin) in recorded)
        {
            if (recordedMode.Equals(mode, StringComparison.OrdinalIgnoreCase)
                && recordedOrigin.Equals(origin, StringComparison.OrdinalIgnoreCase)) continue;
            throw new EstateMismatchException(
                $"The database holds the estate of {recordedOrigin} in {recordedMode} mode, but {origin} in {mode} mode is to be "
                + "served. Set Dashboard__DataDirectory or Dashboard__Database__ConnectionString to a database of its own.");
        }
    }

    private sealed record Recorded(string Mode, string Origin);
}
