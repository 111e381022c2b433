using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage;

/// <summary>Gives queries the model's context and hides which provider's it is.</summary>
internal sealed class ProviderContextFactory<TContext>(IDbContextFactory<TContext> provider) : IDbContextFactory<DashboardDbContext>
    where TContext : DashboardDbContext
{
    public DashboardDbContext CreateDbContext() => provider.CreateDbContext();

    public async Task<DashboardDbContext> CreateDbContextAsync(CancellationToken cancellationToken) =>
        await provider.CreateDbContextAsync(cancellationToken);
}
