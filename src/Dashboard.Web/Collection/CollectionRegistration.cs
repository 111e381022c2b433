using Dashboard.Storage.Commands;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Collection;

/// <summary>Registers what runs need.</summary>
internal static class CollectionRegistration
{
    /// <summary>Adds the collector. The history, Azure and the clock are registered apart.</summary>
    public static IServiceCollection AddCollector(this IServiceCollection services, DashboardSettings settings) => services
        .AddSingleton(settings.Judgement)
        .AddSingleton(settings.Collection)
        .AddSingleton<ICollectorFactory, CollectorFactory>();

    /// <summary>Adds the service that starts runs by hand and by schedule.</summary>
    public static IServiceCollection AddCollectionService(this IServiceCollection services, DashboardSettings settings)
    {
        services.AddSingleton<RunBoard>();
        services.AddSingleton(new UpdateSpread());
        services.AddSingleton(provider => new CollectionService(
            provider.GetRequiredService<ICollectorFactory>(),
            provider.GetRequiredService<RunBoard>(),
            provider.GetRequiredService<CancelRunCommand>(),
            provider.GetRequiredService<ILogger<CollectionService>>()));
        services.AddHostedService(provider => provider.GetRequiredService<CollectionService>());
        services.AddHostedService(provider => new ScheduledCollection(
            provider.GetRequiredService<CollectionService>(),
            settings.Schedule,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ScheduledCollection>>()));
        services.AddHostedService<AbandonedRunWatch>();
        services.AddHostedService<LatestRunWatch>();
        return services;
    }
}
