using Dashboard.Core.Exemptions.Collection;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Exemptions;

/// <summary>What the collector must know of exemptions before its own run.</summary>
internal sealed class ExemptionStore(IDbContextFactory<DashboardDbContext> factory) : IExemptionStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredExemption>> ReadExemptionsAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await context.PolicyExemptions.Where(e => e.ValidTo == UnixTime.Open).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(r => r.ResourceIdKey, StringComparer.Ordinal).Select(r => new StoredExemption(r.ToState(), UnixTime.From(r.LastSeen)))];
    }
}
