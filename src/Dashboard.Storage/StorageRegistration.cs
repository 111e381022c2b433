using Dashboard.Core.Collection;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Merging;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Storage;

/// <summary>Where the history is kept.</summary>
/// <param name="ConnectionString">A Microsoft.Data.Sqlite connection string.</param>
public sealed record StorageSettings(string ConnectionString);

/// <summary>Registers the history.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds the context factory, every query and command, <see cref="IRunStore"/> and the migrator. The clock, a
    /// <see cref="TimeProvider"/>, is the host's to register.
    /// </summary>
    public static IServiceCollection AddDashboardStorage(this IServiceCollection services, StorageSettings settings) => services
        .AddPooledDbContextFactory<SqliteDashboardDbContext>(options => SqliteDashboardDbContext.Configure(options, settings.ConnectionString))
        .AddSingleton<IDbContextFactory<DashboardDbContext>, ProviderContextFactory<SqliteDashboardDbContext>>()
        .AddSingleton<DatabaseMigrator>()
        .AddSingleton<DatabaseHealth>()
        .AddSingleton<IRunStore, RunStore>()
        .AddSingleton<CancelRunCommand>()
        .AddSingleton<OverviewQuery>()
        .AddSingleton<CoverageTrendQuery>()
        .AddSingleton<BreakdownQuery>()
        .AddSingleton<FilterOptionsQuery>()
        .AddSingleton<AppListQuery>()
        .AddSingleton<AppDetailQuery>()
        .AddSingleton<EventListQuery>()
        .AddSingleton<HistoryQuery>()
        .AddSingleton<RunQuery>();
}
