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
        Series = row.Source == Core.Certificates.CertificateSource.KeyVault && row.Vault is not null && row.VaultName is not null ? $"{row.Vault}/{row.VaultName}" : null,
        Client = row.ClientKey,
    };

    /// <summary>A decision.</summary>
    public static SuccessorDecision Of(SuccessorDecisionRow row) => new(row.OldId, row.NewId, row.Confirmed, UnixTime.From(row.At));
}
