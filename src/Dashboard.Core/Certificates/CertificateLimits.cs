namespace Dashboard.Core.Certificates;

/// <summary>What an import takes at most. Real certificates are far below; what is above is refused or cut, as each says.</summary>
public static class CertificateLimits
{
    /// <summary>The longest certificate in bytes of DER; longer ones are refused.</summary>
    public const int MaxDerBytes = 64 * 1024;

    /// <summary>The longest distinguished name, in characters; longer ones are cut. Their identity hangs on the whole name.</summary>
    public const int MaxName = 1000;

    /// <summary>The longest alternative name; longer ones are cut.</summary>
    public const int MaxSan = 500;

    /// <summary>The most alternative names; a certificate with more is refused.</summary>
    public const int MaxSans = 250;

    /// <summary>The most extended key usages, and the most extensions; a certificate with more is refused.</summary>
    public const int MaxExtensions = 100;

    /// <summary>The most parts of a distinguished name; a certificate with more is refused.</summary>
    public const int MaxNameParts = 100;

    /// <summary>The longest serial number in bytes; RFC 5280 says 20, and some issuers say more.</summary>
    public const int MaxSerialBytes = 64;

    /// <summary>The most apps that one row can link.</summary>
    public const int MaxApps = 100;

    /// <summary>The most certificates of one import; with more all of it is refused.</summary>
    public const int MaxCertificates = 100_000;

    /// <summary>The longest file in bytes; longer ones are refused.</summary>
    public const long MaxFileBytes = 256L * 1024 * 1024;

    /// <summary>How many errors an import tells of; all of them are counted.</summary>
    public const int MaxErrors = 1000;

    /// <summary>The longest field of a CSV file in characters: room for the longest certificate in PEM.</summary>
    public const int MaxField = 96 * 1024;

    /// <summary>The most columns of a CSV file.</summary>
    public const int MaxColumns = 100;
}
