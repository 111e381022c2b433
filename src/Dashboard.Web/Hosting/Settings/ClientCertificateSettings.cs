using System.Security.Cryptography.X509Certificates;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>Which client certificates programs must show at the API, beside their token.</summary>
/// <param name="OwnSiteId">The resource id of the App Service that this program runs on.</param>
/// <param name="Thumbprints">SHA-256 thumbprints of accepted certificates, in upper case.</param>
/// <param name="Issuers">Authorities whose certificates are accepted.</param>
public sealed record ClientCertificateSettings(string OwnSiteId, IReadOnlySet<string> Thumbprints, X509Certificate2Collection Issuers);
