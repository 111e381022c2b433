using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Certificates;

/// <summary>
/// SHA-256 over all that an import wrote and that never changes after it: which certificates, whose, from when to when; their apps and revocations.
/// The trail has it, so that verification sees whatever is changed in these rows. What may be completed later is not in it.
/// </summary>
internal static class ImportDigest
{
    /// <summary>The digest of the rows of an import, in hex.</summary>
    public static async Task<string> OfAsync(DashboardDbContext context, long importId, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(FormattableString line) => hash.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));

        var certificates = context.Certificates.AsNoTracking().Where(c => c.ImportId == importId).OrderBy(c => c.Id).Select(c => new
        {
            c.Id,
            c.IssuerSerial,
            c.ClientKey,
            c.ClientName,
            c.Subject,
            c.Issuer,
            c.IssuerKey,
            c.Serial,
            c.NotBefore,
            c.NotAfter,
            c.Issued,
            c.IsClient,
            c.Source,
            c.Known,
        });
        await foreach (var c in certificates.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Add($"c|{c.Id}|{c.IssuerSerial}|{c.ClientKey}|{c.ClientName}|{c.Subject}|{c.Issuer}|{c.IssuerKey}|{c.Serial}");
            Add($"{c.NotBefore}|{c.NotAfter}|{c.Issued}|{c.IsClient}|{(int)c.Source}|{c.Known}");
        }

        var apps = context.CertificateApps.AsNoTracking().Where(a => a.ImportId == importId).OrderBy(a => a.CertificateId);
        // The order of texts is each database's own; it is put right for each certificate.
        var ofOne = new List<CertificateAppRow>();
        await foreach (var a in apps.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (ofOne.Count > 0 && ofOne[0].CertificateId != a.CertificateId) Flush();
            ofOne.Add(a);
        }

        Flush();
        var ends = context.CertificateEnds.AsNoTracking().Where(e => e.ImportId == importId).OrderBy(e => e.CertificateId).ThenBy(e => e.Kind);
        await foreach (var e in ends.AsAsyncEnumerable().WithCancellation(cancellationToken)) Add($"e|{e.CertificateId}|{(int)e.Kind}|{e.At}|{e.Known}");
        return Convert.ToHexString(hash.GetHashAndReset());

        void Flush()
        {
            foreach (var a in ofOne.OrderBy(a => a.AppKey, StringComparer.Ordinal)) Add($"a|{a.CertificateId}|{a.AppKey}|{a.Known}");
            ofOne.Clear();
        }
    }
}
