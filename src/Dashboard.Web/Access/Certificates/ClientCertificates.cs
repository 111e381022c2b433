using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Access.Certificates;

/// <summary>
/// Client certificates of programs at the API: in addition to the token and never instead of it. The front end terminates TLS and
/// checks only that the client holds the key; whose certificate it is, is decided here.
/// </summary>
internal sealed class ClientCertificates(ClientCertificateSettings? settings, TimeProvider clock)
{
    /// <summary>The header by which App Service hands the certificate on.</summary>
    public const string Header = "X-ARR-ClientCert";

    /// <summary>The use that a certificate must be made for, where it names any.</summary>
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>True where certificates are asked for. Where they are not, nothing reads the header.</summary>
    public bool Asked => settings is not null;

    /// <summary>True where the request shows an accepted certificate, or none is asked for.</summary>
    public bool Accepts(HttpRequest request)
    {
        if (settings is null) return true;
        if (request.Headers[Header] is not [{ Length: > 0 } text]) return false;
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
            return IsValidNow(certificate) && (IsListed(certificate, settings) || IsIssued(certificate, settings));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private bool IsValidNow(X509Certificate2 certificate)
    {
        var now = clock.GetUtcNow();
        return now >= new DateTimeOffset(certificate.NotBefore) && now <= new DateTimeOffset(certificate.NotAfter);
    }

    private static bool IsListed(X509Certificate2 certificate, ClientCertificateSettings settings) =>
        settings.Thumbprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256));

    /// <summary>By its signatures up to a configured authority: a name alone anybody can write into a certificate.</summary>
    private bool IsIssued(X509Certificate2 certificate, ClientCertificateSettings settings)
    {
        if (settings.Issuers.Count == 0) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(settings.Issuers);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().LocalDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(certificate);
    }
}
