using Dashboard.Azure;
using Dashboard.Core.Audit;
using Dashboard.Web.Collection;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Cli;

/// <summary>The services of verbs that need no server.</summary>
internal static class VerbServices
{
    /// <summary>As whom they act.</summary>
    public const string LocalOperator = "local operator";

    /// <summary>The same in the audit trail; the operating system's name for them is for display only.</summary>
    public static AuditActor Actor => AuditActor.LocalOperator(Environment.UserName);

    /// <summary>The history, the clock and logs.</summary>
    public static IServiceCollection WithHistory(DashboardSettings settings, IConfiguration configuration, TimeProvider clock) =>
        new ServiceCollection()
            .AddLogging(logging => logging.AddDashboardLogging(configuration))
            .AddSingleton(clock)
            .AddSingleton(settings)
            .AddSingleton(settings.AuditAnchor)
            .AddSingleton(settings.Collection.Allowances)
            .AddDatabase(settings);

    /// <summary>The collector and the estate it reads: the demo's where there is one.</summary>
    public static IServiceCollection AddCollectorOf(this IServiceCollection services, DashboardSettings settings, DemoEstate? demo)
    {
        services.AddCollector(settings);
        return demo is null ? services.AddDashboardAzure(settings.Azure!) : services.AddDemoEstate(demo);
    }
}
