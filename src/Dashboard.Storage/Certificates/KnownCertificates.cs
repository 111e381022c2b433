using Dashboard.Core.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Certificates;

/// <summary>What is known of a certificate when it comes again.</summary>
internal sealed class KnownCertificate
{
    public required long Id { get; init; }

    public required string? Thumbprint { get; set; }

    public required string IssuerSerial { get; init; }

    public required long NotBefore { get; init; }

    public required long NotAfter { get; init; }

    public required KeyCustody Custody { get; set; }

    public bool IsRevoked { get; set; }

    /// <summary>Whether it is known as a version of a certificate in Key Vault.</summary>
    public bool IsInVault { get; set; }

    public HashSet<string> Apps { get; } = new(StringComparer.Ordinal);
}

/// <summary>The certificates that an import may meet again: those of its own rows so far, and of the inventory those with the same keys.</summary>
internal sealed class KnownCertificates
{
    private readonly Dictionary<string, KnownCertificate> byThumbprint = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownCertificate>> bySerial = new(StringComparer.Ordinal);
    private readonly HashSet<long> read = [];

    /// <summary>Reads those of the inventory that <paramref name="staged"/> could be.</summary>
    public async Task ReadAsync(DashboardDbContext context, IReadOnlyCollection<StagedCertificate> staged, CancellationToken cancellationToken)
    {
        var identities = staged.Select(s => CertificateIdentity.Of(s.Draft.Facts)).ToList();
        var thumbprints = identities.Select(i => i.Thumbprint).OfType<string>().Distinct().ToList();
        var serials = identities.Select(i => i.IssuerSerial).Distinct().ToList();
        var rows = await context.Certificates
            .Where(c => serials.Contains(c.IssuerSerial) || (c.Thumbprint != null && thumbprints.Contains(c.Thumbprint)))
            .Select(c => new { c.Id, c.Thumbprint, c.IssuerSerial, c.NotBefore, c.NotAfter, c.Custody, IsInVault = c.Vault != null }).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.Id).ToList();
        var links = context.CertificateApps.Where(a => ids.Contains(a.CertificateId)).Select(a => new { a.CertificateId, a.AppKey });
        var apps = (await links.ToListAsync(cancellationToken)).ToLookup(a => a.CertificateId, a => a.AppKey);
        var revoked = (await context.CertificateEnds.Where(e => ids.Contains(e.CertificateId) && e.Kind == CertificateEndKind.Revoked)
            .Select(e => e.CertificateId).ToListAsync(cancellationToken)).ToHashSet();
        foreach (var row in rows.Where(r => read.Add(r.Id)))
        {
            var known = Hold(new KnownCertificate
            {
                Id = row.Id,
                Thumbprint = row.Thumbprint,
                IssuerSerial = row.IssuerSerial,
                NotBefore = row.NotBefore,
                NotAfter = row.NotAfter,
                Custody = row.Custody,
                IsRevoked = revoked.Contains(row.Id),
                IsInVault = row.IsInVault,
            });
            known.Apps.UnionWith(apps[row.Id]);
        }
    }

    /// <summary>The certificate that <paramref name="facts"/> are of; or why that cannot be told.</summary>
    public (KnownCertificate? Found, string? Problem) Find(CertificateFacts facts)
    {
        var identity = CertificateIdentity.Of(facts);
        if (identity.Thumbprint is { } thumbprint && byThumbprint.TryGetValue(thumbprint, out var same)) return (same, null);
        var others = bySerial.GetValueOrDefault(identity.IssuerSerial) ?? [];
        // One that nobody has seen yet may be it; another thumbprint is another certificate.
        if (identity.Thumbprint is not null) return (others.Find(o => o.Thumbprint is null), null);
        return others.Count > 1
            ? (null, "More than one certificate has this issuer and serial number. Give the certificate or its thumbprint.")
            : (others.FirstOrDefault(), null);
    }

    /// <summary>Why facts cannot be those of a certificate that is known; null where they can.</summary>
    public static string? Contradiction(KnownCertificate known, CertificateFacts facts) =>
        known.NotBefore == UnixTime.Of(facts.NotBefore) && known.NotAfter == UnixTime.Of(facts.NotAfter)
            ? null
            : "A certificate with this thumbprint, or this issuer and serial number, is known with another validity.";

    /// <summary>Holds a certificate that is new.</summary>
    public KnownCertificate Add(CertificateRow row)
    {
        read.Add(row.Id);
        return Hold(new KnownCertificate
        {
            Id = row.Id,
            Thumbprint = row.Thumbprint,
            IssuerSerial = row.IssuerSerial,
            NotBefore = row.NotBefore,
            NotAfter = row.NotAfter,
            Custody = row.Custody,
            IsInVault = row.Vault is not null,
        });
    }

    /// <summary>Holds that the certificate itself was seen.</summary>
    public void Complete(KnownCertificate known, string thumbprint)
    {
        known.Thumbprint = thumbprint;
        byThumbprint[thumbprint] = known;
    }

    private KnownCertificate Hold(KnownCertificate known)
    {
        if (known.Thumbprint is { } thumbprint) byThumbprint[thumbprint] = known;
        if (!bySerial.TryGetValue(known.IssuerSerial, out var others)) bySerial[known.IssuerSerial] = others = [];
        others.Add(known);
        return known;
    }
}
