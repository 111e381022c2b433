using Dashboard.Core.Certificates.Collection;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Certificates;

/// <summary>What the collector must know of vaults before its own run.</summary>
internal sealed class VaultStore(IDbContextFactory<DashboardDbContext> factory) : IVaultStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredVersion>> ReadVersionsAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await context.VaultVersions.AsNoTracking().ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new StoredVersion(r.Vault, r.ToSeen(), r.GoneSince is not null));
    }
}
