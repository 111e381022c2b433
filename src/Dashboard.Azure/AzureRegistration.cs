using Azure.Core;
using Dashboard.Azure.Arm;
using Dashboard.Azure.Connections;
using Dashboard.Azure.Costs;
using Dashboard.Azure.KeyVault;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Collection;
using Dashboard.Core.Connections;
using Dashboard.Core.Costs;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Posture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure;

/// <summary>Registers the Azure clients.</summary>
public static class AzureRegistration
{
    /// <summary>
    /// Adds <see cref="IAzureEstate"/>, <see cref="IPolicySource"/>,
    /// <see cref="ICertificateVaults"/>, <see cref="ICostSource"/> and <see cref="IPriceSource"/> over the Azure that <paramref name="settings"/> name. A <see cref="TokenCredential"/>
    /// that is registered already is used instead of the one the settings name; it too is asked only for https.
    /// </summary>
    public static IServiceCollection AddDashboardAzure(this IServiceCollection services, AzureSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<QuotaWindow>();
        services.AddSingleton<CostQuota>();
        services.AddSingleton<IResourceGraphQuota>(provider => provider.GetRequiredService<QuotaWindow>());
        services.AddSingleton(provider =>
        {
            TokenCredential Credential() => provider.GetService<TokenCredential>() ?? CredentialFactory.Create(settings);
            var pipeline = ArmPipeline.Create(
                settings, Credential, provider.GetRequiredService<QuotaWindow>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<CostQuota>());
            return new ArmHttp(pipeline, settings, provider.GetRequiredService<ILogger<ArmHttp>>());
        });
        services.AddSingleton<Problems>();
        services.AddSingleton<ArmBreaker>();
        services.AddSingleton<ResourceGraphClient>();
        services.AddSingleton<ArmClient>();
        services.AddSingleton<ISiteReader, SiteReader>();
        services.AddSingleton<SubscriptionList>();
        services.AddSingleton<SubscriptionReader>();
        services.AddSingleton<IAzureEstate, AzureEstate>();
        services.AddSingleton<IPolicySource, PolicySource>();
        services.AddSingleton(provider => new VaultClients(
            settings, () => provider.GetService<TokenCredential>() ?? CredentialFactory.Create(settings), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICertificateVaults, VaultSource>();
        services.AddSingleton<ICostSource, CostManagementClient>();
        services.AddSingleton<IPriceSource, RetailPricesClient>();
        services.AddSingleton<IConnectionProbe>(provider => new AzureConnectionProbe(
            new ConnectionClients(
                settings, () => provider.GetService<TokenCredential>() ?? CredentialFactory.Create(settings),
                provider.GetRequiredService<QuotaWindow>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>()),
            provider.GetService<JudgementSettings>() ?? JudgementSettings.Default));
        return services;
    }
}
