using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage;

/// <summary>Brings the database to the newest schema.</summary>
public sealed class DatabaseMigrator(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Applies what is pending; returns the names applied.</summary>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString());

    /// <summary>Migrations that are not applied yet.</summary>
    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString());
}
