using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Reports;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Merging;
using Dashboard.Storage.Merging.Certificates;
using Dashboard.Storage.Merging.Costs;
using Dashboard.Storage.Merging.Exemptions;
using Dashboard.Storage.PostgreSql;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Storage.Queries.Columns;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Storage.Queries.Exemptions;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Reports;
using Dashboard.Storage.Sessions;
using Dashboard.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Dashboard.Storage;

/// <summary>Registers the history.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds the context factory, every query and command, <see cref="IRunStore"/> and the migrator. The clock, a
    /// <see cref="TimeProvider"/>, is the host's to register.
    /// </summary>
    /// <param name="services">Where they go.</param>
    /// <param name="settings">Where the history is kept.</param>
    /// <param name="password">
    /// Gives the password for PostgreSQL where it is no part of the connection string: it is asked every few minutes, for
    /// a password that expires. Null: the connection string has all.
    /// </param>
    public static IServiceCollection AddDashboardStorage(
        this IServiceCollection services, StorageSettings settings, Func<CancellationToken, ValueTask<string>>? password = null) => services
        .AddProvider(settings, password)
        .AddSingleton<DatabaseMigrator>()
        .AddSingleton<DatabaseHealth>()
        .AddSingleton<EstateGuard>()
        .AddSingleton<IRunStore, RunStore>()
        .AddSingleton<IVaultStore, VaultStore>()
        .AddSingleton<ICostStore, CostStore>()
        .AddSingleton<IExemptionStore, ExemptionStore>()
        .AddAuditTrail()
        .AddSessions()
        .AddSingleton<RecordEventCommand>()
        .AddSingleton<RetireSubscriptionCommand>()
        .AddSingleton<CancelRunCommand>()
        .AddSingleton<RecordVisitCommand>()
        .AddSingleton<NoteFindingCommand>()
        .AddSingleton<ChangeAssumptionsCommand>()
        .AddExceptions()
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
        .AddSingleton<AppExceptionsQuery>()
        .AddSingleton<EventListQuery>()
        .AddSingleton<FindingListQuery>()
        .AddSingleton<CurrentFindings>()
        .AddSingleton(services => new RemediationQuery(
            services.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<CurrentFindings>(), services.GetRequiredService<CurrentApps>()))
        .AddSingleton(services => new FindingDaysQuery(
            services.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<CurrentFindings>()))
        .AddCosts()
        .AddReports()
        .AddCertificates()
        .AddSingleton<HistoryQuery>()
        .AddSingleton<RunQuery>()
        .AddSingleton<RunUnderWayQuery>()
        .AddSingleton<LatestRunQuery>()
        .AddSingleton<RunWaitsQuery>()
        .AddSingleton<RunFiguresQuery>()
        .AddSingleton<SourceStatusQuery>()
        .AddSingleton<SubscriptionStatusQuery>()
        .AddSingleton<DatabaseStatusQuery>();

    private static IServiceCollection AddExceptions(this IServiceCollection services)
    {
        services.TryAddSingleton(ExceptionLimits.Default);
        return services
            .AddSingleton<RequestExceptionCommand>()
            .AddSingleton<StepExceptionCommand>()
            .AddSingleton<ExceptionListQuery>()
            .AddSingleton<ExceptionDetailQuery>()
            .AddSingleton<ExceptableAppsQuery>()
            .AddSingleton<PolicyExemptionQuery>();
    }

    private static IServiceCollection AddCosts(this IServiceCollection services)
    {
        services.TryAddSingleton(new DefaultCurrency("USD"));
        return services
            .AddSingleton<CurrentCosts>()
            .AddSingleton<AssumptionsQuery>()
            .AddSingleton(s => new CostQuery(
                s.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<CurrentCosts>()))
            .AddSingleton(s => new PlanQuery(
                s.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<CurrentCosts>()))
            .AddSingleton(s => new RealisedCostsQuery(
                s.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<CurrentCosts>()))
            .AddSingleton(s => new UnlockCostsQuery(
                s.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<CurrentCosts>()));
    }

    private static IServiceCollection AddCertificates(this IServiceCollection services) => services
        .AddSingleton<ImportCertificatesCommand>()
        .AddSingleton<EndCertificateCommand>()
        .AddSingleton<DecideSuccessorCommand>()
        .AddSingleton<SavePkiCommand>()
        .AddSingleton<CurrentCertificates>()
        .AddSingleton(s => new CertificateListQuery(Factory(s), Clock(s), s.GetRequiredService<CurrentCertificates>()))
        .AddSingleton(s => new CertificateDetailQuery(Factory(s), Clock(s), s.GetRequiredService<CurrentCertificates>()))
        .AddSingleton(s => new ExpiryCalendarQuery(Factory(s), Clock(s), s.GetRequiredService<CurrentCertificates>()))
        .AddSingleton(s => new RenewalLeadTimeQuery(Factory(s), Clock(s), s.GetRequiredService<CurrentCertificates>()))
        .AddSingleton(s => new PkiListQuery(Factory(s), Clock(s), s.GetRequiredService<CurrentCertificates>()));

    private static IDbContextFactory<DashboardDbContext> Factory(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();

    private static TimeProvider Clock(IServiceProvider services) => services.GetRequiredService<TimeProvider>();

    private static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.TryAddSingleton(new CoverageTarget(90));
        return services
            .AddSingleton<SealedMonthQuery>()
            .AddSingleton<SealedMonthCheck>()
            .AddSingleton<SignMonthCommand>()
            .AddSingleton<MonthMoneySources>()
            .AddSingleton<MonthFiguresReader>()
            .AddSingleton(s => new RestatementQuery(s.GetRequiredService<MonthFiguresReader>(), s.GetRequiredService<TimeProvider>()))
            .AddSingleton(s => new SealMonthCommand(
                s.GetRequiredService<IDbContextFactory<DashboardDbContext>>(), s.GetRequiredService<AuditedWork>(),
                s.GetRequiredService<MonthFiguresReader>(),
                new MonthSettings(s.GetRequiredService<CoverageTarget>().Percent, s.GetRequiredService<DefaultCurrency>().Code),
                s.GetRequiredService<TimeProvider>()));
    }

    private static IServiceCollection AddProvider(
        this IServiceCollection services, StorageSettings settings, Func<CancellationToken, ValueTask<string>>? password) => settings.Provider switch
        {
            DatabaseProvider.Sqlite when password is not null => throw new ArgumentException("SQLite asks for no password.", nameof(password)),
            DatabaseProvider.Sqlite => services.AddContext<SqliteDashboardDbContext>(
                (_, options) => SqliteDashboardDbContext.Configure(options, settings.ConnectionString)),
            DatabaseProvider.PostgreSql when password is not null => services
                .AddSingleton(_ => PostgresConnections.WithPassword(settings.ConnectionString, password))
                .AddContext<PostgresDashboardDbContext>(
                    (provider, options) => PostgresDashboardDbContext.Configure(options, provider.GetRequiredService<NpgsqlDataSource>())),
            DatabaseProvider.PostgreSql => services.AddContext<PostgresDashboardDbContext>(
                (_, options) => PostgresDashboardDbContext.Configure(options, settings.ConnectionString)),
        };

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : DashboardDbContext => services
        .AddPooledDbContextFactory<TContext>(configure)
        .AddSingleton<IDbContextFactory<DashboardDbContext>, ProviderContextFactory<TContext>>();
}
