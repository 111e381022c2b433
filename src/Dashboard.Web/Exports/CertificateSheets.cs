using System.Runtime.CompilerServices;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>Opens the lists of certificates and of PKIs.</summary>
internal sealed class CertificateSheets(CertificateListQuery certificates, PkiListQuery pkis)
{
    /// <summary>The list of certificates.</summary>
    public const string Certificates = "certificates";

    /// <summary>The list of PKIs.</summary>
    public const string Pkis = "pkis";

    /// <summary>A certificate a row; lists are in one cell, separated by what none of their parts has in it.</summary>
    private static readonly IReadOnlyList<ExportColumn<CertificateResponse>> CertificateColumns =
    [
        new("id", c => c.Id), new("client", c => c.Client), new("subject", c => c.Subject), new("issuer", c => c.Issuer), new("serial", c => c.Serial),
        new("thumbprint", c => c.Thumbprint), new("notBefore", c => c.NotBefore), new("notAfter", c => c.NotAfter), new("issued", c => c.Issued),
        new("key", c => c.Key.ToString()), new("keySize", c => c.KeySize), new("curve", c => c.Curve), new("signature", c => c.Signature),
        new("ekus", c => Joined(c.Ekus)), new("sans", c => Joined(c.Sans)), new("status", c => c.Status.ToString()), new("expired", c => c.Expired),
        new("revokedAt", c => c.RevokedAt), new("retiredAt", c => c.RetiredAt), new("custody", c => c.Custody.ToString()), new("source", c => c.Source.ToString()),
        new("vault", c => c.Vault), new("vaultName", c => c.VaultName), new("vaultVersion", c => c.VaultVersion),
        new("vaultDisabledSince", c => c.VaultDisabledSince), new("vaultGoneSince", c => c.VaultGoneSince), new("isClient", c => c.IsClient),
        new("successor", c => c.Successor?.Id), new("successorBasis", c => c.Successor?.Basis.ToString()), new("suggestion", c => c.Suggestion),
        new("leadDays", c => (decimal?)c.LeadDays), new("lapsed", c => c.Lapsed), new("weaknesses", c => string.Join(' ', c.Weaknesses)), new("pkiId", c => c.PkiId),
        new("pkiName", c => c.PkiName), new("pkiOwner", c => c.PkiOwner), new("apps", c => string.Join(' ', c.Apps)), new("knownSince", c => c.KnownSince),
    ];

    /// <summary>A PKI a row.</summary>
    private static readonly IReadOnlyList<ExportColumn<PkiResponse>> PkiColumns =
    [
        new("id", p => p.Id), new("version", p => p.Version), new("name", p => p.Name), new("issuers", p => Joined(p.Issuers)), new("owner", p => p.Owner),
        new("contact", p => p.Contact), new("renewalPolicy", p => p.RenewalPolicy), new("renewalDays", p => p.RenewalDays),
        new("revocationPoints", p => string.Join(' ', p.RevocationPoints)), new("costPerCertificate", p => p.CostPerCertificate), new("currency", p => p.Currency),
        new("certificates", p => p.Certificates), new("changedAt", p => p.ChangedAt), new("changedBy", p => p.ChangedBy),
    ];

    /// <summary>The certificates.</summary>
    public ExportSheet OpenCertificates(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken) =>
        new ExportSheet<CertificateResponse>(CertificateColumns, Rows(request, cancellationToken)) { Name = Certificates, Facts = facts };

    /// <summary>The PKIs.</summary>
    public async Task<ExportSheet> OpenPkisAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        IEnumerable<PkiResponse> rows = (await pkis.RunAsync(request.AsOf, cancellationToken)).Items.Select(PkiResponse.Of);
        if (request.Page is { } page) rows = rows.Skip((page.Number - 1) * page.Size).Take(page.Size);
        return new ExportSheet<PkiResponse>(PkiColumns, rows.ToAsyncEnumerable()) { Name = Pkis, Facts = facts };
    }

    private async IAsyncEnumerable<CertificateResponse> Rows(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (filter, sort) = (request.Certificates.Filter, request.Certificates.Sort);
        if (request.Page is { } page)
        {
            var rows = await certificates.RunAsync(filter, sort, page.Number, page.Size, request.AsOf, cancellationToken);
            foreach (var row in rows.Items) yield return CertificateResponse.Of(row);
            yield break;
        }

        await foreach (var row in certificates.StreamAsync(filter, sort, request.AsOf, cancellationToken)) yield return CertificateResponse.Of(row);
    }

    private static string? Joined(IReadOnlyList<string>? parts) => parts is null ? null : string.Join("; ", parts);
}
