using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Certificates.Weaknesses;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>The inventory at a moment.</summary>
internal sealed class CertificatesAt
{
    private readonly Dictionary<string, PkiVersion> byIssuer;
    private readonly Dictionary<long, RenewalOutcome> outcomes;

    public CertificatesAt(
        CertificateBook book, DateTimeOffset at, DateTimeOffset knowledge, Dictionary<long, RenewalOutcome> outcomes, IReadOnlyList<PkiVersion> pkis)
    {
        (At, Knowledge, this.outcomes, Pkis) = (at, knowledge, outcomes, pkis);
        byIssuer = pkis.SelectMany(p => p.Entry.Issuers.Select(i => (i.Key, Pki: p))).DistinctBy(p => p.Key)
            .ToDictionary(p => p.Key, p => p.Pki, StringComparer.Ordinal);
        Entries = book.Entries.Where(e => e.Renewed.Known <= knowledge);
    }

    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Up to when what became known counts: the moment, or for the present everything.</summary>
    public DateTimeOffset Knowledge { get; }

    /// <summary>Those that were known.</summary>
    public IEnumerable<BookEntry> Entries { get; }

    /// <summary>The register as it was.</summary>
    public IReadOnlyList<PkiVersion> Pkis { get; }

    /// <summary>What became of those of clients.</summary>
    public IReadOnlyCollection<RenewalOutcome> Outcomes => outcomes.Values;

    /// <summary>What became of one; null for one that is no client's.</summary>
    public RenewalOutcome? OutcomeOf(long id) => outcomes.GetValueOrDefault(id);

    /// <summary>The PKI of a certificate's issuer.</summary>
    public PkiVersion? PkiOf(BookEntry entry) => byIssuer.GetValueOrDefault(entry.IssuerKey);

    /// <summary>What can be said against a certificate.</summary>
    public IReadOnlyList<CertificateWeakness> WeaknessesOf(BookEntry entry) => CertificateWeaknesses.Of(entry.Judged, PkiOf(entry)?.Entry);

    /// <summary>Where a certificate stands.</summary>
    public CertificateStatus StatusOf(BookEntry entry) => OutcomeOf(entry.Id) is { } outcome
        ? outcome.StatusAt(At)
        : entry.Renewed.Revoked?.Known <= Knowledge ? CertificateStatus.Revoked
        : entry.Renewed.Retired?.Known <= Knowledge ? CertificateStatus.Retired
        : CertificateStatus.Live;
}
