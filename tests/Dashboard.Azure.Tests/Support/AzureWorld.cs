using Azure.Core;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Azure.Tests.Support;

/// <summary>The estate over a fake Azure, on a clock that does not wait.</summary>
internal sealed class AzureWorld : IDisposable
{
    private readonly ServiceProvider _services;

    public AzureWorld(Uri endpoint, Func<AzureSettings, AzureSettings>? change = null, TokenCredential? credential = null)
    {
        var settings = new AzureSettings(resourceManagerEndpoint: endpoint, credential: credential is null ? CredentialKind.LoopbackToken : CredentialKind.Default);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock);
        if (credential is not null) services.AddSingleton(credential);
        services.AddDashboardAzure(change?.Invoke(settings) ?? settings);
        _services = services.BuildServiceProvider();
        Estate = _services.GetRequiredService<IAzureEstate>();
        Policy = _services.GetRequiredService<IPolicySource>();
        Costs = _services.GetRequiredService<ICostSource>();
        Vaults = _services.GetRequiredService<ICertificateVaults>();
        Prices = _services.GetRequiredService<IPriceSource>();
    }

    public SkippingClock Clock { get; } = new();

    public SourceLog Log { get; private set; } = new("apps");

    public IAzureEstate Estate { get; }

    public IPolicySource Policy { get; }

    public ICostSource Costs { get; }

    public IPriceSource Prices { get; }

    public ICertificateVaults Vaults { get; }

    public string Problem => Log.Outcome().Problem ?? "";

    public void ForgetLog() => Log = new SourceLog("apps");

    public async Task<List<AppObservation>> ReadAppsAsync(params string[] subscriptions)
    {
        var apps = new List<AppObservation>();
        if (subscriptions.Length == 0) subscriptions = [Canned.Subscription];
        await foreach (var page in Estate.ReadAppsAsync(subscriptions, Log, CancellationToken.None)) apps.AddRange(page);
        return apps;
    }

    public async Task<List<ExemptionState>> ReadExemptionsAsync(params string[] subscriptions)
    {
        var exemptions = new List<ExemptionState>();
        if (subscriptions.Length == 0) subscriptions = [Canned.Subscription];
        await foreach (var page in Policy.ReadExemptionsAsync(subscriptions, Log, CancellationToken.None)) exemptions.AddRange(page);
        return exemptions;
    }

    public async Task<List<PlanCost>> ReadCostsAsync(string first = "2026-07", string last = "2026-09", string subscription = Canned.Subscription)
    {
        var costs = new List<PlanCost>();
        await foreach (var page in Costs.ReadCostsAsync(subscription, Month(first), Month(last), Log, CancellationToken.None)) costs.AddRange(page);
        return costs;
    }

    public async Task<List<ListPrice>> ReadPricesAsync(string region = "westeurope", string currency = "EUR")
    {
        var prices = new List<ListPrice>();
        await foreach (var page in Prices.ReadPricesAsync(region, currency, Log, CancellationToken.None)) prices.AddRange(page);
        return prices;
    }

    public static CostMonth Month(string text) => CostMonth.TryParse(text, out var month) ? month : throw new FormatException(text);

    public void Dispose() => _services.Dispose();
}
