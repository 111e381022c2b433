using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Certificates;

/// <summary>Rows as renewals look at them.</summary>
internal static class RenewalRows
{
    /// <summary>A certificate without its ends.</summary>
    public static RenewedCertificate Of(CertificateRow row) => new()
    {
        Id = row.Id,
        Known = UnixTime.From(row.Known),
        Issued = UnixTime.From(row.Issued),
        NotBefore = UnixTime.From(row.NotBefore),
        NotAfter = UnixTime.From(row.NotAfter),
        Series = Series(row.Source, row.Vault, row.VaultName),
        Client = row.ClientKey,
    };

    /// <summary>The certificate of Key Vault that a row is a version of.</summary>
    public static string? Series(CertificateSource source, string? vault, string? name) => new CertificateOrigin(source, vault, name).Series;

    /// <summary>A decision.</summary>
    public static SuccessorDecision Of(SuccessorDecisionRow row) => new(row.OldId, row.NewId, row.Confirmed, UnixTime.From(row.At));
}
