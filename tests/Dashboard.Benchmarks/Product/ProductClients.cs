using Dashboard.Azure;
using Dashboard.Core.Collection;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Benchmarks.Product;

/// <summary>The product's own Azure clients on an address of this machine.</summary>
internal sealed class ProductClients : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ProductClients(Uri address)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDashboardAzure(new AzureSettings(resourceManagerEndpoint: address, credential: CredentialKind.LoopbackToken));
        _services = services.BuildServiceProvider();
    }

    public IAzureEstate Estate => _services.GetRequiredService<IAzureEstate>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
