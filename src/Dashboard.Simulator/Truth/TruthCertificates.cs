using System.Globalization;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.KeyVault;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Truth;

/// <summary>
/// What became of each version of a client certificate that was made by the end of the time: when the next one was made, how many days before its own
/// end, and whether it ended with no next one. When its client was given up is told beside and changes none of that: a vault does not say why.
/// </summary>
internal static class TruthCertificates
{
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    public static IEnumerable<Bag> Of(DrawnEstate estate, TruthOptions options) =>
        from vault in new VaultDrawing(estate, new Estate.Generated.Calendar(options.YearEnd)).Run()
        from certificate in vault.Certificates
        from version in Versions(vault, certificate, options.AsOf)
        select version;

    private static IEnumerable<Bag> Versions(VaultSpec vault, CertificateSpec certificate, DateTimeOffset asOf)
    {
        var made = certificate.Versions.Where(v => v.Created <= asOf).ToList();
        for (var i = 0; i < made.Count; i++)
        {
            var (version, next) = (made[i], i + 1 < made.Count ? made[i + 1] : null);
            double? lead = next is null ? null : (version.NotAfter - next.Created).TotalDays;
            var isOver = version.NotAfter <= asOf && !(next?.Created <= version.NotAfter);
            yield return new Bag
            {
                ["vault"] = vault.Home.Host,
                ["name"] = certificate.Name,
                ["version"] = version.Id,
                ["client"] = certificate.Client,
                ["forClients"] = certificate.IsTagged || certificate.Ekus.Count == 0 || certificate.Ekus.Contains(ClientAuth),
                ["exportable"] = certificate.Exportable,
                ["key"] = certificate.Key.ToString(),
                ["issuedAt"] = Time(version.Created),
                ["validFrom"] = Time(version.NotBefore),
                ["expiresAt"] = Time(version.NotAfter),
                ["successor"] = next?.Id,
                ["succeededAt"] = Time(next?.Created),
                ["leadDays"] = lead,
                ["late"] = lead is null ? null : lead <= 0,
                ["lapsedAt"] = isOver ? Time(version.NotAfter) : null,
                ["disabledAt"] = version.DisabledAt <= asOf ? Time(version.DisabledAt) : null,
                ["deletedAt"] = certificate.DeletedAt <= asOf ? Time(certificate.DeletedAt) : null,
            };
        }
    }

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
