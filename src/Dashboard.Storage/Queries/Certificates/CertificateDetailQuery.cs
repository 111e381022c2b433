using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>One certificate with those before and after it, as they were known at a moment.</summary>
public sealed class CertificateDetailQuery
{
    /// <summary>The most certificates of a chain on either side.</summary>
    private const int MostOnASide = 100;

    private readonly IDbContextFactory<DashboardDbContext> factory;
    private readonly TimeProvider clock;
    private readonly CurrentCertificates current;

    /// <summary>Made by the services of the storage.</summary>
    internal CertificateDetailQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCertificates current) =>
        (this.factory, this.clock, this.current) = (factory, clock, current);

    /// <summary>The certificate; null where none with that number was known.</summary>
    public async Task<CertificateDetail?> RunAsync(long id, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var at = (await current.ReadAsync(context, cancellationToken)).At(asOf, clock.GetUtcNow());
        var entries = at.Entries.ToDictionary(e => e.Id);
        if (!entries.ContainsKey(id)) return null;

        var chain = Before(at, id).Reverse().Append(id).Concat(After(at, id)).Select(i => entries[i]).ToList();
        var items = await CertificateItemLoader.LoadAsync(context, at, chain, cancellationToken);
        return new CertificateDetail(items.Single(i => i.Id == id), items, at.At);
    }

    private static IEnumerable<long> After(CertificatesAt at, long id)
    {
        for (var count = 0; count < MostOnASide && at.OutcomeOf(id)?.Successor is { } next; count++) yield return id = next.Id;
    }

    // Where a person said that one follows several, the first of them is shown.
    private static IEnumerable<long> Before(CertificatesAt at, long id)
    {
        var before = at.Outcomes.Where(o => o.Successor is not null).GroupBy(o => o.Successor!.Id).ToDictionary(g => g.Key, g => g.Min(o => o.Certificate.Id));
        for (var count = 0; count < MostOnASide && before.TryGetValue(id, out var old); count++) yield return id = old;
    }
}
