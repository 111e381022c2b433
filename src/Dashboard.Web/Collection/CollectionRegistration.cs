using Dashboard.Azure.Costs;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
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
        .AddSingleton(provider => Sources(provider, settings))
        .AddSingleton<ICollectorFactory, CollectorFactory>();

    private static CostSources Sources(IServiceProvider provider, DashboardSettings settings)
    {
        var (costs, demo) = (settings.Costs, settings.Demo is not null);
        var sources = new List<ICostSource>();
        if (costs.CostManagement == OnOff.On) sources.AddRange(provider.GetServices<ICostSource>());
        if (costs.FocusDirectory is { } directory) sources.Add(new FocusExport(directory, provider.GetRequiredService<ILogger<FocusExport>>()));
        return new CostSources
        {
            Costs = sources,
            Prices = costs.RetailPrices == OnOff.On ? provider.GetService<IPriceSource>() : null,
            Currency = costs.Currency,
            MonthsPerRun = costs.MonthsPerRun,
            // The demo lives a year in a minute: a week between readings shows the same, at a seventh of the questions.
            ReadEvery = demo ? TimeSpan.FromDays(6.5) : CostSources.None.ReadEvery,
        };
    }

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
        services.AddHostedService<MonthSealer>();
        return services;
    }
}
