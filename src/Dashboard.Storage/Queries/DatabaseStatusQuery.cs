using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>What an operator asks of the database: its size, its schema, how much is in it.</summary>
public sealed class DatabaseStatusQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Reads it. Counting goes over whole tables, but over their smallest index.</summary>
    public async Task<DatabaseStatus> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var size = await context.SizeAsync(cancellationToken);
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken);
        var pending = await context.Database.GetPendingMigrationsAsync(cancellationToken);
        IReadOnlyList<TableRows> tables =
        [
            new("runs", await context.Runs.LongCountAsync(cancellationToken)),
            new("subscriptions", await context.Subscriptions.LongCountAsync(cancellationToken)),
            new("apps", await context.Apps.LongCountAsync(cancellationToken)),
            new("app states", await context.AppStates.LongCountAsync(cancellationToken)),
            new("events", await context.AppEvents.LongCountAsync(cancellationToken)),
            new("KPI intervals", await context.KpiIntervals.LongCountAsync(cancellationToken)),
        ];
        return new DatabaseStatus(
            Product(context), size.Bytes, size.LogBytes, applied.LastOrDefault(), [.. pending], tables,
            UnixTime.From(await context.Runs.MinAsync(r => (long?)r.RunTime, cancellationToken)),
            UnixTime.From(await context.Runs.MaxAsync(r => (long?)r.RunTime, cancellationToken)));
    }

    private static string Product(DashboardDbContext context) => context.Database.ProviderName switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => "SQLite",
        "Npgsql.EntityFrameworkCore.PostgreSQL" => "PostgreSQL",
        var other => other ?? "unknown",
    };
}
