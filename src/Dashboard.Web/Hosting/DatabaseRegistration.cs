using Dashboard.Azure;
using Dashboard.Storage;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Reports;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Hosting;

/// <summary>Registers the history on the database of the settings, signed in as they say.</summary>
internal static class DatabaseRegistration
{
    /// <summary>Adds it. The storage is handed a way to get a password and learns nothing of where it comes from.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DashboardSettings settings) =>
        services
            .AddSingleton(new DefaultCurrency(settings.Costs.Currency))
            .AddSingleton(new CoverageTarget(settings.CoverageTargetPercent))
            .AddSingleton(settings.Exceptions)
            .AddDashboardStorage(settings.Storage, settings.DatabaseAuthentication switch
            {
                DatabaseAuthentication.ConnectionString => null,
                DatabaseAuthentication.Entra => DatabaseTokens.Of(settings.Azure!),
            });
}
