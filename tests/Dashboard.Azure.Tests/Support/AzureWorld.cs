using Azure.Core;
using Dashboard.Core.Collection;
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
    }

    public SkippingClock Clock { get; } = new();

    public SourceLog Log { get; private set; } = new("apps");

    public IAzureEstate Estate { get; }

    public string Problem => Log.Outcome().Problem ?? "";

    public void ForgetLog() => Log = new SourceLog("apps");

    public async Task<List<AppObservation>> ReadAppsAsync(params string[] subscriptions)
    {
        var apps = new List<AppObservation>();
        if (subscriptions.Length == 0) subscriptions = [Canned.Subscription];
        await foreach (var page in Estate.ReadAppsAsync(subscriptions, Log, CancellationToken.None)) apps.AddRange(page);
        return apps;
    }

    public void Dispose() => _services.Dispose();
}
