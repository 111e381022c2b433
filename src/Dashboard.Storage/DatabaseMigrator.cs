using Dashboard.Core.Findings;
using Dashboard.Storage.Merging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Storage;

/// <summary>Brings the database to the newest schema.</summary>
public sealed class DatabaseMigrator(
    IDbContextFactory<DashboardDbContext> factory, ILogger<DatabaseMigrator>? logger = null, FindingAllowances? allowances = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<DatabaseMigrator>.Instance;

    /// <summary>
    /// Makes the database where there is none and applies what is pending; returns the names applied. Of several
    /// processes that ask at once, one applies and the others wait for it. A history from before findings gets its own.
    /// </summary>
    /// <exception cref="DatabaseUnusableException">The database is missing and may not be made, or cannot hold the history.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var alone = await context.LockForMigrationAsync(_logger, cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0) await context.Database.MigrateAsync(cancellationToken);
        await FindingBackfill.RunAsync(context, allowances ?? FindingAllowances.Default, cancellationToken);
        return pending;
    }

    /// <summary>Migrations that are not applied yet.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
    }
}
