using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Certificates.Weaknesses;

namespace Dashboard.Core.Queries;

/// <summary>Which certificates; what is empty or null asks for nothing.</summary>
public sealed record CertificateFilter
{
    /// <summary>All of them.</summary>
    public static CertificateFilter Any { get; } = new();

    /// <summary>Where they stand.</summary>
    public IReadOnlyList<CertificateStatus> Status { get; init; } = [];

    /// <summary>Where they were learnt of.</summary>
    public IReadOnlyList<CertificateSource> Source { get; init; } = [];

    /// <summary>Whether their keys can be carried away.</summary>
    public IReadOnlyList<KeyCustody> Custody { get; init; } = [];

    /// <summary>What can be said against them, one of these.</summary>
    public IReadOnlyList<CertificateWeakness> Weakness { get; init; } = [];

    /// <summary>The numbers of PKIs.</summary>
    public IReadOnlyList<long> Pki { get; init; } = [];

    /// <summary>Resource ids of apps that let them in.</summary>
    public IReadOnlyList<string> App { get; init; } = [];

    /// <summary>Expired at the moment, or not.</summary>
    public bool? Expired { get; init; }

    /// <summary>The first moment at which they may expire.</summary>
    public DateTimeOffset? ExpiresFrom { get; init; }

    /// <summary>The moment before which they expire.</summary>
    public DateTimeOffset? ExpiresBefore { get; init; }

    /// <summary>Whether something that may be their successor waits for a person to say so.</summary>
    public bool? Suggested { get; init; }

    /// <summary>Whether they had lapsed at the moment.</summary>
    public bool? Lapsed { get; init; }

    /// <summary>A text in the client's name, the subject or an alternative name; or the whole serial number or thumbprint.</summary>
    public string? Text { get; init; }
}

/// <summary>By what certificates are sorted.</summary>
public enum CertificateSortColumn
{
    /// <summary>Their expiry.</summary>
    Expires,

    /// <summary>When they were issued.</summary>
    Issued,

    /// <summary>The client's name.</summary>
    Client,
}

/// <summary>The order of a list of certificates; ties are broken by number.</summary>
/// <param name="Column">By what.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
public sealed record CertificateSort(CertificateSortColumn Column, bool Descending)
{
    /// <summary>What expires first comes first.</summary>
    public static CertificateSort Default { get; } = new(CertificateSortColumn.Expires, false);
}

/// <summary>A certificate at a moment.</summary>
public sealed record CertificateItem
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Client { get; init; }

    /// <summary>What it says of itself, its names as texts.</summary>
    public required CertificateTexts Texts { get; init; }

    /// <summary>The kind of its key.</summary>
    public required KeyKind Key { get; init; }

    /// <summary>The size of its key in bits.</summary>
    public int? KeySize { get; init; }

    /// <summary>Whether its key can be carried away.</summary>
    public required KeyCustody Custody { get; init; }

    /// <summary>Where it was learnt of.</summary>
    public required CertificateOrigin Origin { get; init; }

    /// <summary>The run that first found it disabled in its vault, where it may be used in none; ends no certificate. Null where it may be, or is in no vault.</summary>
    public DateTimeOffset? VaultDisabledSince { get; init; }

    /// <summary>The run whose whole list of its vault did not have it any more; ends no certificate. Null where it is there, or was never in a vault.</summary>
    public DateTimeOffset? VaultGoneSince { get; init; }

    /// <summary>The first moment of its validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment of its validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset Issued { get; init; }

    /// <summary>From when on it was known here.</summary>
    public required DateTimeOffset Known { get; init; }

    /// <summary>Whether renewals count it.</summary>
    public required bool IsClient { get; init; }

    /// <summary>Where it stands.</summary>
    public required CertificateStatus Status { get; init; }

    /// <summary>Whether its last moment had passed.</summary>
    public required bool Expired { get; init; }

    /// <summary>When its issuer took it back, as far as was known.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it went out of use.</summary>
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>What follows it.</summary>
    public Succession? Successor { get; init; }

    /// <summary>The number of a certificate that may follow it.</summary>
    public long? Suggestion { get; init; }

    /// <summary>How many days before its expiry its successor was issued; null where it was not renewed.</summary>
    public double? LeadDays { get; init; }

    /// <summary>Whether it had expired without a successor.</summary>
    public required bool Lapsed { get; init; }

    /// <summary>What can be said against it.</summary>
    public required IReadOnlyList<CertificateWeakness> Weaknesses { get; init; }

    /// <summary>The PKI of its issuer; null where none is registered.</summary>
    public PkiRef? Pki { get; init; }

    /// <summary>The resource ids of the apps that let it in, in lower case.</summary>
    public required IReadOnlyList<string> Apps { get; init; }
}

/// <summary>The texts of a certificate, safe to show.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Issuer">The issuer.</param>
/// <param name="Serial">The serial number in hex.</param>
/// <param name="Thumbprint">SHA-256 over the DER; null where it was never seen.</param>
/// <param name="Curve">The curve, or the object identifier of an algorithm without a name here.</param>
/// <param name="Signature">How it was signed.</param>
/// <param name="Ekus">Its uses; null where nobody told.</param>
/// <param name="Sans">Its alternative names; null where nobody told.</param>
public sealed record CertificateTexts(
    string Subject, string Issuer, string Serial, string? Thumbprint, string? Curve, string? Signature, IReadOnlyList<string>? Ekus, IReadOnlyList<string>? Sans);

/// <summary>A PKI, named.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Its owner.</param>
public sealed record PkiRef(long Id, string Name, string? Owner);

/// <summary>A certificate with those before and after it.</summary>
/// <param name="Item">The certificate.</param>
/// <param name="Chain">It, those that it follows and those that follow it, the oldest first.</param>
/// <param name="AsOf">The moment.</param>
public sealed record CertificateDetail(CertificateItem Item, IReadOnlyList<CertificateItem> Chain, DateTimeOffset AsOf);

/// <summary>What expires in a week or a month.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">The day after its last.</param>
/// <param name="Expiring">Certificates of clients that expire in it and that nothing ended before.</param>
/// <param name="WithSuccessor">Those of them with a successor issued by then.</param>
public sealed record ExpiryPeriod(DateOnly From, DateOnly To, int Expiring, int WithSuccessor)
{
    /// <summary>Those whose clients stop, or stopped, when they expire.</summary>
    public int WithoutSuccessor => Expiring - WithSuccessor;
}

/// <summary>The expiry calendar.</summary>
/// <param name="Periods">Its weeks or months, in their order.</param>
/// <param name="AsOf">The moment.</param>
public sealed record ExpiryCalendar(IReadOnlyList<ExpiryPeriod> Periods, DateTimeOffset AsOf);

/// <summary>KPI 2 of a period, as of a moment.</summary>
/// <param name="Figures">The figures; null where no certificate of a client was known: not measured, which is not 0.</param>
/// <param name="Certificates">How many certificates of clients were known.</param>
/// <param name="Suggestions">How many wait for a person to say what follows them.</param>
/// <param name="From">The first moment of the period.</param>
/// <param name="To">The moment that ends it.</param>
/// <param name="AsOf">The moment.</param>
public sealed record RenewalAnswer(RenewalFigures? Figures, int Certificates, int Suggestions, DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf);

/// <summary>A PKI of the register, at a moment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Version">The version of its entry, to be handed back with a change.</param>
/// <param name="Entry">What is registered.</param>
/// <param name="ChangedAt">From when on it was so.</param>
/// <param name="ChangedBy">Who wrote it.</param>
/// <param name="Certificates">How many known certificates its issuers issued.</param>
public sealed record PkiItem(long Id, long Version, PkiEntry Entry, DateTimeOffset ChangedAt, string ChangedBy, int Certificates);

/// <summary>The register of PKIs at a moment.</summary>
/// <param name="Items">Its entries by name.</param>
/// <param name="AsOf">The moment.</param>
public sealed record PkiRegister(IReadOnlyList<PkiItem> Items, DateTimeOffset AsOf);
