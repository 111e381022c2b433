using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage;

/// <summary>Brings the database to the newest schema.</summary>
public sealed class DatabaseMigrator(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Applies what is pending; returns the names applied.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.PrepareAsync(cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0) await context.Database.MigrateAsync(cancellationToken);
        return pending;
    }

    /// <summary>Migrations that are not applied yet.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
    }
}
