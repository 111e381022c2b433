using System.Runtime.CompilerServices;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>Certificates under a filter, as they were known at a moment.</summary>
public sealed class CertificateListQuery
{
    private const int StreamChunk = 500;

    private readonly IDbContextFactory<DashboardDbContext> factory;
    private readonly TimeProvider clock;
    private readonly CurrentCertificates current;

    /// <summary>Made by the services of the storage.</summary>
    internal CertificateListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCertificates current) =>
        (this.factory, this.clock, this.current) = (factory, clock, current);

    /// <summary>A page, from 1.</summary>
    public async Task<PagedList<CertificateItem>> RunAsync(
        CertificateFilter filter, CertificateSort sort, int page, int pageSize, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var at = (await current.ReadAsync(context, cancellationToken)).At(asOf, clock.GetUtcNow());
        var found = await FindAsync(context, at, filter, sort, cancellationToken);
        var items = await CertificateItemLoader.LoadAsync(context, at, [.. found.Skip(skip).Take(pageSize)], cancellationToken);
        return new PagedList<CertificateItem>(items, found.Count, moment.AsOf, moment.Run);
    }

    /// <summary>All of them, one by one; they describe the moment at which the stream began.</summary>
    public async IAsyncEnumerable<CertificateItem> StreamAsync(
        CertificateFilter filter, CertificateSort sort, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var (at, found) = await AllAsync(context, filter, sort, asOf, cancellationToken);
        foreach (var chunk in found.Chunk(StreamChunk))
        {
            foreach (var item in await CertificateItemLoader.LoadAsync(context, at, chunk, cancellationToken)) yield return item;
        }
    }

    // What is shown of each is read after that in small pieces: a slow download holds nothing up.
    private async Task<(CertificatesAt At, List<BookEntry> Found)> AllAsync(
        DashboardDbContext context, CertificateFilter filter, CertificateSort sort, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var at = (await current.ReadAsync(context, cancellationToken)).At(asOf, clock.GetUtcNow());
        return (at, await FindAsync(context, at, filter, sort, cancellationToken));
    }

    private static async Task<List<BookEntry>> FindAsync(
        DashboardDbContext context, CertificatesAt at, CertificateFilter filter, CertificateSort sort, CancellationToken cancellationToken)
    {
        var ofApps = await OfAppsAsync(context, at, filter.App, cancellationToken);
        var ofText = await OfTextAsync(context, filter.Text, cancellationToken);
        bool Chosen(BookEntry e) => ofApps?.Contains(e.Id) != false && ofText?.Contains(e.Id) != false && Matches(at, e, filter);
        var found = at.Entries.Where(Chosen).ToList();
        var order = sort.Column switch
        {
            CertificateSortColumn.Expires => Comparer<BookEntry>.Create((a, b) => a.Renewed.NotAfter.CompareTo(b.Renewed.NotAfter)),
            CertificateSortColumn.Issued => Comparer<BookEntry>.Create((a, b) => a.Renewed.Issued.CompareTo(b.Renewed.Issued)),
            CertificateSortColumn.Client => Comparer<BookEntry>.Create((a, b) => string.Compare(a.ClientName, b.ClientName, StringComparison.OrdinalIgnoreCase)),
        };
        found.Sort((a, b) => (sort.Descending ? -1 : 1) * (order.Compare(a, b) is not 0 and var by ? by : a.Id.CompareTo(b.Id)));
        return found;
    }

    private static bool Matches(CertificatesAt at, BookEntry entry, CertificateFilter filter)
    {
        bool Is<T>(IReadOnlyList<T> asked, T value) => asked.Count == 0 || asked.Contains(value);
        var (expires, outcome) = (entry.Renewed.NotAfter, at.OutcomeOf(entry.Id));
        return Is(filter.Source, entry.Source) && Is(filter.Custody, entry.Judged.Custody)
            && (filter.ExpiresFrom is not { } from || expires >= from) && (filter.ExpiresBefore is not { } before || expires < before)
            && (filter.Expired is not { } expired || expires < at.At == expired)
            && (filter.Status.Count == 0 || filter.Status.Contains(at.StatusOf(entry)))
            && (filter.Suggested is not { } suggested || outcome?.Suggestion is not null == suggested)
            && (filter.Lapsed is not { } lapsed || outcome?.HasLapsedBy(at.At) == true == lapsed)
            && (filter.Pki.Count == 0 || (at.PkiOf(entry) is { } pki && filter.Pki.Contains(pki.Id)))
            && (filter.Weakness.Count == 0 || at.WeaknessesOf(entry).Any(filter.Weakness.Contains));
    }

    private static async Task<HashSet<long>?> OfAppsAsync(
        DashboardDbContext context, CertificatesAt at, IReadOnlyList<string> apps, CancellationToken cancellationToken)
    {
        if (apps.Count == 0) return null;
        var keys = apps.Select(ResourceIds.Key).ToList();
        var links = await context.CertificateApps.Where(a => keys.Contains(a.AppKey)).Select(a => new { a.CertificateId, a.Known })
            .ToListAsync(cancellationToken);
        return links.Where(a => UnixTime.From(a.Known) <= at.Knowledge).Select(a => a.CertificateId).ToHashSet();
    }

    private static async Task<HashSet<long>?> OfTextAsync(DashboardDbContext context, string? text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var (part, whole) = (text.Trim().ToLowerInvariant(), text.Trim().Replace(":", "", StringComparison.Ordinal).ToUpperInvariant());
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers the text, in its own way.
        var ids = await context.Certificates
            .Where(c => c.ClientName.ToLower().Contains(part) || c.Subject.ToLower().Contains(part) || (c.Sans != null && c.Sans.ToLower().Contains(part))
                || c.Serial == whole || c.Thumbprint == whole)
            .Select(c => c.Id).ToListAsync(cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862
        return [.. ids];
    }
}
