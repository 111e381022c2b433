using Dashboard.Core.Collection;
using Dashboard.Storage.Merging;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage;

/// <summary>
/// Looks, before anything is served, whose estate the database holds. A run would refuse a foreign one, but pages would
/// show it: real data to whoever sits at a demo without sign-in.
/// </summary>
public sealed class EstateGuard(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Does nothing where the database is new or holds <paramref name="origin"/> in <paramref name="mode"/>.</summary>
    /// <exception cref="EstateMismatchException">It holds another estate.</exception>
    public async Task EnsureAsync(string mode, string origin, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await EstateOrigin.CheckAsync(context, mode, origin, cancellationToken);
    }
}
