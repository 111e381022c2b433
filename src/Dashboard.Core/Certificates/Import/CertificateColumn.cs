namespace Dashboard.Core.Certificates.Import;

/// <summary>What a row can say. Each is a column of a CSV file and a property of the API.</summary>
public enum CertificateColumn
{
    /// <summary>The certificate: PEM, or DER in base64. Then the facts below need not be given, and must not contradict it.</summary>
    Certificate,

    /// <summary>The subject, such as <c>CN=client-a, O=Contoso</c>.</summary>
    Subject,

    /// <summary>The issuer.</summary>
    Issuer,

    /// <summary>The serial number in hex.</summary>
    Serial,

    /// <summary>SHA-256 over the DER in hex.</summary>
    Thumbprint,

    /// <summary>The first moment of validity, ISO 8601; UTC where no offset is given.</summary>
    NotBefore,

    /// <summary>The last moment of validity; a mere date is its first moment.</summary>
    NotAfter,

    /// <summary>The kind of key: RSA, EC, DSA, Ed25519, Ed448, Other.</summary>
    Key,

    /// <summary>The size of the key in bits.</summary>
    KeySize,

    /// <summary>How it was signed, such as <c>SHA256-RSA</c>.</summary>
    Signature,

    /// <summary>The extended key usages, separated by semicolons: <c>clientAuth</c>, <c>serverAuth</c>, <c>any</c>, or object identifiers.</summary>
    Ekus,

    /// <summary>The alternative names, separated by semicolons: <c>dns:…</c>, <c>uri:…</c>, <c>email:…</c>, <c>ip:…</c>, <c>upn:…</c>.</summary>
    Sans,

    /// <summary>When it was issued, where its PKI knows better than the validity.</summary>
    Issued,

    /// <summary>Whether the key can be carried away: <c>exportable</c>, <c>notExportable</c>, <c>unknown</c>.</summary>
    Custody,

    /// <summary>When its issuer took it back.</summary>
    RevokedAt,

    /// <summary>The resource ids of apps that let it in, separated by semicolons.</summary>
    Apps,
}

/// <summary>The names of columns.</summary>
public static class CertificateColumns
{
    private static readonly Dictionary<string, CertificateColumn> Known = Enum.GetValues<CertificateColumn>()
        .Select(c => (Folded: Fold(NameOf(c)), Column: c))
        .Concat<(string Folded, CertificateColumn Column)>(
        [
            ("pem", CertificateColumn.Certificate), ("der", CertificateColumn.Certificate), ("serialnumber", CertificateColumn.Serial),
            ("sha256", CertificateColumn.Thumbprint), ("thumbprintsha256", CertificateColumn.Thumbprint),
            ("keyalgorithm", CertificateColumn.Key), ("keytype", CertificateColumn.Key), ("signaturealgorithm", CertificateColumn.Signature),
            ("eku", CertificateColumn.Ekus), ("san", CertificateColumn.Sans), ("app", CertificateColumn.Apps),
        ])
        .ToDictionary(c => c.Folded, c => c.Column, StringComparer.Ordinal);

    /// <summary>The name of a column, as files of ours write it.</summary>
    public static string NameOf(CertificateColumn column) => char.ToLowerInvariant(column.ToString()[0]) + column.ToString()[1..];

    /// <summary>The column of a name in a header; null for one that is not known. Case, blanks, dashes and underscores are the same.</summary>
    public static CertificateColumn? Find(string name) => Known.TryGetValue(Fold(name), out var column) ? column : null;

    /// <summary>Whether a name in a header says that the column has private keys.</summary>
    public static bool NamesPrivateKeys(string name) => Fold(name) is var folded
        && (folded.Contains("privatekey", StringComparison.Ordinal) || folded is "pfx" or "p12" or "pkcs12" or "pkcs8");

    private static string Fold(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
