using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Certificates.Weaknesses;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>What lists, figures and calendars look at of a certificate.</summary>
internal sealed record BookEntry(
    RenewedCertificate Renewed, string ClientName, string IssuerKey, JudgedCertificate Judged, CertificateSource Source, bool IsClient)
{
    public long Id => Renewed.Id;
}

/// <summary>A PKI's entry with its number.</summary>
internal sealed record PkiVersion(long Id, PkiEntry Entry, PkiRow Row);

/// <summary>
/// The whole inventory in memory, slim: what follows what cannot be asked of a database row by row. It is read once after each change, which the
/// revision tells of; texts that are only shown stay in the database.
/// </summary>
internal sealed class CertificateBook
{
    private readonly List<SuccessorDecision> decisions;
    private readonly List<PkiVersion> pkis;
    private readonly Lazy<Dictionary<long, RenewalOutcome>> present;

    private CertificateBook(long revision, List<BookEntry> entries, List<SuccessorDecision> decisions, List<PkiVersion> pkis)
    {
        (Revision, Entries, this.decisions, this.pkis) = (revision, entries, decisions, pkis);
        present = new(() => Outcomes(DateTimeOffset.MaxValue));
    }

    public long Revision { get; }

    public IReadOnlyList<BookEntry> Entries { get; }

    /// <summary>The inventory at a moment, or now, as it was known then.</summary>
    public CertificatesAt At(DateTimeOffset? asOf, DateTimeOffset now)
    {
        // The present knows all, also where a clock was set back.
        var knowledge = asOf ?? DateTimeOffset.MaxValue;
        var outcomes = asOf is null ? present.Value : Outcomes(knowledge);
        return new CertificatesAt(this, asOf ?? now, knowledge, outcomes, PkisAt(knowledge));
    }

    public static async Task<CertificateBook> ReadAsync(DashboardDbContext context, long revision, CancellationToken cancellationToken)
    {
        var ends = (await context.CertificateEnds.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(e => (e.CertificateId, e.Kind), e => e.ToEnd());
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<BookEntry>();
        var rows = context.Certificates.AsNoTracking().Select(c => new
        {
            c.Id,
            c.Known,
            c.Issued,
            c.NotBefore,
            c.NotAfter,
            c.Source,
            c.Vault,
            c.VaultName,
            c.ClientKey,
            c.ClientName,
            c.IssuerKey,
            c.Key,
            c.KeySize,
            c.Signature,
            c.Ekus,
            c.IsAuthority,
            c.Serial,
            c.Custody,
            c.IsClient,
        });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var renewed = new RenewedCertificate
            {
                Id = row.Id,
                Known = UnixTime.From(row.Known),
                Issued = UnixTime.From(row.Issued),
                NotBefore = UnixTime.From(row.NotBefore),
                NotAfter = UnixTime.From(row.NotAfter),
                Series = Once(RenewalRows.Series(row.Source, row.Vault, row.VaultName)),
                Client = Once(row.ClientKey),
                Revoked = ends.TryGetValue((row.Id, CertificateEndKind.Revoked), out var revoked) ? revoked : null,
                Retired = ends.TryGetValue((row.Id, CertificateEndKind.Retired), out var retired) ? retired : null,
            };
            // Of a serial number only whether it is odd is looked at here.
            var serial = row.Serial is ['-', ..] or "0" ? row.Serial : "1";
            entries.Add(new BookEntry(
                renewed, Once(row.ClientName)!, Once(row.IssuerKey)!,
                new JudgedCertificate(
                    row.Key, row.KeySize, Once(row.Signature), renewed.NotBefore, renewed.NotAfter, AllowsClientAuth(row.Ekus), row.IsAuthority, serial, row.Custody),
                row.Source, row.IsClient));
        }

        var decisions = await context.SuccessorDecisions.AsNoTracking().OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var pkis = await context.Pkis.AsNoTracking().OrderBy(p => p.PkiId).ThenBy(p => p.ValidFrom).ToListAsync(cancellationToken);
        return new CertificateBook(revision, entries, decisions.ConvertAll(RenewalRows.Of), pkis.ConvertAll(p => new PkiVersion(p.PkiId, p.ToEntry(), p)));

        string? Once(string? text)
        {
            if (text is null) return null;
            if (texts.TryGetValue(text, out var held)) return held;
            texts[text] = text;
            return text;
        }
    }

    private static bool? AllowsClientAuth(string? ekus) => ekus is null
        ? null
        : StoredJson.ReadNames(ekus) is var uses && (uses.Count == 0 || uses.Contains(CertificateFacts.ClientAuth) || uses.Contains(CertificateFacts.AnyUse));

    private Dictionary<long, RenewalOutcome> Outcomes(DateTimeOffset knowledge) =>
        RenewalFigures.Outcomes(Entries.Where(e => e.IsClient).Select(e => e.Renewed), decisions, knowledge).ToDictionary(o => o.Certificate.Id);

    private List<PkiVersion> PkisAt(DateTimeOffset knowledge)
    {
        var at = knowledge == DateTimeOffset.MaxValue ? UnixTime.Open - 1 : UnixTime.Of(knowledge);
        return pkis.FindAll(p => p.Row.ValidFrom <= at && at < p.Row.ValidTo);
    }
}
