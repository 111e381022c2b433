using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>The settings of client certificates at our own API.</summary>
internal static class ClientCertificateReader
{
    private const string Thumbprints = "ClientCertificates:Thumbprints";
    private const string Issuers = "ClientCertificates:IssuersFile";

    /// <summary>
    /// Reads them; null where none are asked for. The front end hands certificates on in a header that anyone can send where there is
    /// no such front end: so elsewhere than on App Service the setting is a mistake.
    /// </summary>
    public static ClientCertificateSettings? Read(SettingSource source, IConfiguration configuration, DashboardMode mode, bool serving)
    {
        var thumbprints = source.List(Thumbprints).Select(text => Thumbprint(source, text)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var issuers = IssuersOf(source);
        if (mode == DashboardMode.Demo || thumbprints.Count + issuers.Count == 0) return null;
        if (OwnSite(configuration) is { } site) return new ClientCertificateSettings(site, thumbprints, issuers);
        if (serving)
            source.Wrong("ClientCertificates", "Client certificates can be trusted behind App Service only, and WEBSITE_SITE_NAME says nothing of one.", "Remove the setting, or deploy to App Service.");
        return null;
    }

    private static string? Thumbprint(SettingSource source, string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Length == 64 && digits.All(char.IsAsciiHexDigit)) return digits;
        source.Wrong(Thumbprints, $"'{text}' is no SHA-256 thumbprint.", "Set 64 hexadecimal digits, as 'openssl x509 -fingerprint -sha256' prints them.");
        return null;
    }

    private static X509Certificate2Collection IssuersOf(SettingSource source)
    {
        var issuers = new X509Certificate2Collection();
        if (source.Text(Issuers) is not { } file) return issuers;
        try
        {
            issuers.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            source.Wrong(Issuers, $"'{file}' cannot be read.", "Name a PEM file of the accepted authorities' certificates.");
            return issuers;
        }

        if (issuers.Count == 0) source.Wrong(Issuers, $"'{file}' holds no certificate.", "Name a PEM file of the accepted authorities' certificates.");
        return issuers;
    }

    /// <summary>Our own site, by what App Service tells every program; null elsewhere.</summary>
    private static string? OwnSite(IConfiguration configuration)
    {
        var (name, group) = (configuration["WEBSITE_SITE_NAME"], configuration["WEBSITE_RESOURCE_GROUP"]);
        var subscription = configuration["WEBSITE_OWNER_NAME"]?.Split('+')[0];
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(group) || !Guid.TryParseExact(subscription, "D", out _)) return null;
        var slot = configuration["WEBSITE_SLOT_NAME"];
        var suffix = string.IsNullOrEmpty(slot) || slot.Equals("Production", StringComparison.OrdinalIgnoreCase) ? "" : "/slots/" + slot;
        return $"/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Web/sites/{name}{suffix}";
    }
}
