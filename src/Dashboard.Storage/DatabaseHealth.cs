using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage;

/// <summary>Whether the database can be used.</summary>
public enum DatabaseCondition
{
    /// <summary>It answers and has the newest schema.</summary>
    Ready,

    /// <summary>It answers, but migrations are pending.</summary>
    OldSchema,

    /// <summary>It does not answer.</summary>
    Unreachable,
}

/// <summary>The readiness check of the database.</summary>
public sealed class DatabaseHealth(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Asks the database once.</summary>
    public async Task<DatabaseCondition> CheckAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        if (!await context.Database.CanConnectAsync(cancellationToken)) return DatabaseCondition.Unreachable;
        var pending = await context.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? DatabaseCondition.OldSchema : DatabaseCondition.Ready;
    }
}
