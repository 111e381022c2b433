using Dashboard.Core.Certificates;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>Reads what is shown of certificates, for a page of them.</summary>
internal static class CertificateItemLoader
{
    /// <summary>The items of <paramref name="entries"/>, in their order.</summary>
    public static async Task<List<CertificateItem>> LoadAsync(
        DashboardDbContext context, CertificatesAt at, IReadOnlyCollection<BookEntry> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Select(e => e.Id).ToList();
        var rows = await context.Certificates.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var links = await context.CertificateApps.AsNoTracking().Where(a => ids.Contains(a.CertificateId)).ToListAsync(cancellationToken);
        var apps = links.Where(a => UnixTime.From(a.Known) <= at.Knowledge).ToLookup(a => a.CertificateId, a => a.AppKey);
        var inVaults = (await context.VaultVersions.AsNoTracking().Where(v => v.CertificateId != null && ids.Contains(v.CertificateId.Value)).ToListAsync(cancellationToken))
            .ToLookup(v => v.CertificateId!.Value);
        return
        [
            .. entries.Select(e => Item(at, e, rows[e.Id], [.. apps[e.Id].Order(StringComparer.Ordinal)]) with
            {
                VaultDisabledSince = Since(at, inVaults[e.Id], v => v.DisabledSince ?? v.GoneSince, v => v.DisabledSince),
                VaultGoneSince = Since(at, inVaults[e.Id], v => v.GoneSince, v => v.GoneSince),
            }),
        ];
    }

    /// <summary>The last moment at which a certificate ended in a vault, as far as was known; null where it had not in one of its vaults.</summary>
    private static DateTimeOffset? Since(
        CertificatesAt at, IEnumerable<VaultVersionRow> versions, Func<VaultVersionRow, long?> ended, Func<VaultVersionRow, long?> told) =>
        versions.All(v => UnixTime.From(ended(v)) <= at.Knowledge) ? UnixTime.From(versions.Max(told)) : null;

    private static CertificateItem Item(CertificatesAt at, BookEntry entry, CertificateRow row, IReadOnlyList<string> apps)
    {
        var (outcome, pki, renewed) = (at.OutcomeOf(entry.Id), at.PkiOf(entry), entry.Renewed);
        return new CertificateItem
        {
            Id = row.Id,
            Client = row.ClientName,
            Texts = new CertificateTexts(
                row.Subject, row.Issuer, row.Serial, row.Thumbprint, row.Curve, row.Signature,
                row.Ekus is null ? null : StoredJson.ReadNames(row.Ekus), row.Sans is null ? null : StoredJson.ReadNames(row.Sans)),
            Key = row.Key,
            KeySize = row.KeySize,
            Custody = row.Custody,
            Origin = new CertificateOrigin(row.Source, row.Vault, row.VaultName, row.VaultVersion),
            NotBefore = renewed.NotBefore,
            NotAfter = renewed.NotAfter,
            Issued = renewed.Issued,
            Known = renewed.Known,
            IsClient = row.IsClient,
            Status = at.StatusOf(entry),
            Expired = renewed.NotAfter < at.At,
            RevokedAt = renewed.Revoked is { } revoked && revoked.Known <= at.Knowledge ? revoked.At : null,
            RetiredAt = renewed.Retired is { } retired && retired.Known <= at.Knowledge ? retired.At : null,
            Successor = outcome?.Successor,
            Suggestion = outcome?.Suggestion,
            LeadDays = outcome?.LeadTime?.TotalDays,
            Lapsed = outcome?.HasLapsedBy(at.At) == true,
            Weaknesses = at.WeaknessesOf(entry),
            Pki = pki is null ? null : new PkiRef(pki.Id, pki.Entry.Name, pki.Entry.Owner),
            Apps = apps,
        };
    }
}
