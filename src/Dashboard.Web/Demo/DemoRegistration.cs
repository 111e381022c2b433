using Dashboard.Web.Collection;

namespace Dashboard.Web.Demo;

/// <summary>Registers the demo.</summary>
internal static class DemoRegistration
{
    /// <summary>Adds the simulated estate as the one that runs read. Call after the collector was added.</summary>
    public static IServiceCollection AddDemoEstate(this IServiceCollection services, DemoEstate estate)
    {
        estate.AddTo(services);
        services.AddSingleton(estate);
        services.AddSingleton<DemoProgress>();
        services.AddSingleton<CollectorFactory>();
        services.AddSingleton<ICollectorFactory, DemoCollectorFactory>();
        return services;
    }

    /// <summary>Adds the filling of the past.</summary>
    public static IServiceCollection AddDemoBackfill(this IServiceCollection services) =>
        services.AddHostedService<DemoBackfill>();
}
