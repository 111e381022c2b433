using Dashboard.Core.Collection;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Merging;
using Dashboard.Storage.PostgreSql;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Columns;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Storage;

/// <summary>Registers the history.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds the context factory, every query and command, <see cref="IRunStore"/> and the migrator. The clock, a
    /// <see cref="TimeProvider"/>, is the host's to register.
    /// </summary>
    public static IServiceCollection AddDashboardStorage(this IServiceCollection services, StorageSettings settings) => services
        .AddProvider(settings)
        .AddSingleton<DatabaseMigrator>()
        .AddSingleton<DatabaseHealth>()
        .AddSingleton<EstateGuard>()
        .AddSingleton<IRunStore, RunStore>()
        .AddAuditTrail()
        .AddSingleton<RecordEventCommand>()
        .AddSingleton<RetireSubscriptionCommand>()
        .AddSingleton<CancelRunCommand>()
        .AddSingleton<RecordVisitCommand>()
        .AddSingleton<NoteFindingCommand>()
        .AddSingleton<OverviewQuery>()
        .AddSingleton<CoverageTrendQuery>()
        .AddSingleton<BreakdownQuery>()
        .AddSingleton<LastVisitQuery>()
        .AddSingleton<FilterOptionsQuery>()
        .AddSingleton<CurrentApps>()
        .AddSingleton(services => new AppListQuery(
            services.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<CurrentApps>()))
        .AddSingleton<AppDetailQuery>()
        .AddSingleton<RuleCountsQuery>()
        .AddSingleton<TagReportQuery>()
        .AddSingleton<TagGainQuery>()
        .AddSingleton<RelatedAppsQuery>()
        .AddSingleton<EventListQuery>()
        .AddSingleton<FindingListQuery>()
        .AddSingleton<CurrentFindings>()
        .AddSingleton(services => new RemediationQuery(
            services.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<CurrentFindings>()))
        .AddSingleton<HistoryQuery>()
        .AddSingleton<RunQuery>()
        .AddSingleton<RunUnderWayQuery>()
        .AddSingleton<LatestRunQuery>()
        .AddSingleton<RunWaitsQuery>()
        .AddSingleton<RunFiguresQuery>()
        .AddSingleton<SourceStatusQuery>()
        .AddSingleton<SubscriptionStatusQuery>()
        .AddSingleton<DatabaseStatusQuery>();

    private static IServiceCollection AddProvider(this IServiceCollection services, StorageSettings settings) => settings.Provider switch
    {
        DatabaseProvider.Sqlite => services.AddContext<SqliteDashboardDbContext>(
            options => SqliteDashboardDbContext.Configure(options, settings.ConnectionString)),
        DatabaseProvider.PostgreSql => services.AddContext<PostgresDashboardDbContext>(
            options => PostgresDashboardDbContext.Configure(options, settings.ConnectionString)),
    };

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : DashboardDbContext => services
        .AddPooledDbContextFactory<TContext>(configure)
        .AddSingleton<IDbContextFactory<DashboardDbContext>, ProviderContextFactory<TContext>>();
}
