using Dashboard.Web.Api;

namespace Dashboard.Web.Exports;

/// <summary>Registers the exporter, for the server and for verbs.</summary>
internal static class ExporterRegistration
{
    /// <summary>Adds it; the history, the settings and the clock are registered apart.</summary>
    public static IServiceCollection AddExporter(this IServiceCollection services) =>
        services.AddSingleton<CostSheets>().AddSingleton<SnapshotSheets>().AddSingleton<PolicyExemptionSheet>().AddSingleton<CertificateSheets>().AddSingleton<OverviewCosts>().AddSingleton<Exporter>();
}
