using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>The register of PKIs, as it was at a moment.</summary>
public sealed class PkiListQuery
{
    private readonly IDbContextFactory<DashboardDbContext> factory;
    private readonly TimeProvider clock;
    private readonly CurrentCertificates current;

    /// <summary>Made by the services of the storage.</summary>
    internal PkiListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCertificates current) =>
        (this.factory, this.clock, this.current) = (factory, clock, current);

    /// <summary>The register.</summary>
    public async Task<PkiRegister> RunAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var at = (await current.ReadAsync(context, cancellationToken)).At(asOf, clock.GetUtcNow());
        var counts = at.Entries.CountBy(e => at.PkiOf(e)?.Id ?? 0).ToDictionary();
        var items = at.Pkis.Select(p => new PkiItem(
            p.Id, p.Row.ValidFrom, p.Entry, UnixTime.From(p.Row.ValidFrom), p.Row.ChangedByName, counts.GetValueOrDefault(p.Id)));
        return new PkiRegister([.. items.OrderBy(i => i.Entry.Name, StringComparer.OrdinalIgnoreCase).ThenBy(i => i.Id)], at.At);
    }
}
