namespace Dashboard.Core.Certificates;

/// <summary>An alternative name of a certificate's subject.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Value">Its value, safe by <see cref="SafeText"/>.</param>
public readonly record struct SubjectAltName(SanKind Kind, string Value)
{
    /// <summary>As lists show it and CSV files spell it, such as <c>dns:client.contoso.example</c>.</summary>
    public override string ToString() => $"{Word(Kind)}:{Value}";

    /// <summary>The word of a kind.</summary>
    public static string Word(SanKind kind) => kind switch
    {
        SanKind.Dns => "dns",
        SanKind.Email => "email",
        SanKind.Uri => "uri",
        SanKind.Ip => "ip",
        SanKind.Upn => "upn",
        SanKind.Directory => "directory",
        SanKind.RegisteredId => "oid",
        SanKind.Other => "other",
    };

    /// <summary>Reads the spelling of <see cref="ToString"/>; a text without a known word is a host name. Null for an empty one.</summary>
    public static SubjectAltName? Read(string text)
    {
        var written = text.Trim();
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        var kind = Enum.GetValues<SanKind>().Where(k => colon > 0 && written.AsSpan(0, colon).Equals(Word(k), StringComparison.OrdinalIgnoreCase)).ToArray();
        var value = kind.Length == 0 ? written : written[(colon + 1)..].Trim();
        return value.Length == 0 ? null : new SubjectAltName(kind.Length == 0 ? SanKind.Dns : kind[0], SafeText.Of(value, CertificateLimits.MaxSan));
    }
}

/// <summary>What a certificate says of itself. Null is what is not known, as in a row that has single facts and no certificate.</summary>
public sealed record CertificateFacts
{
    /// <summary>The use that lets a client sign in.</summary>
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    /// <summary>Any use.</summary>
    public const string AnyUse = "2.5.29.37.0";

    /// <summary>Whose it is; may be empty, then the alternative names say it.</summary>
    public required DistinguishedName Subject { get; init; }

    /// <summary>Who issued it.</summary>
    public required DistinguishedName Issuer { get; init; }

    /// <summary>The serial number, upper hex without leading zeros; one below zero, which RFC 5280 forbids, begins with a minus sign.</summary>
    public required string Serial { get; init; }

    /// <summary>SHA-256 over the DER, 64 upper hex digits.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>The first moment of its validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment of its validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The kind of its key.</summary>
    public KeyKind Key { get; init; }

    /// <summary>The size of its key in bits; of a curve, of its field.</summary>
    public int? KeySize { get; init; }

    /// <summary>The curve, such as P-256, or the object identifier of a curve or algorithm that has no name here.</summary>
    public string? Curve { get; init; }

    /// <summary>How its issuer signed it, such as <c>SHA256-RSA</c>; an object identifier where it has no name here.</summary>
    public string? Signature { get; init; }

    /// <summary>Its extended key usages, as object identifiers; empty where the certificate restricts nothing.</summary>
    public IReadOnlyList<string>? Ekus { get; init; }

    /// <summary>Its alternative names.</summary>
    public IReadOnlyList<SubjectAltName>? Sans { get; init; }

    /// <summary>Whether it may issue others.</summary>
    public bool? IsAuthority { get; init; }

    /// <summary>Whether it says that a client may use it; null where that is not known.</summary>
    public bool? AllowsClientAuth => Ekus is null ? null : Ekus.Count == 0 || Ekus.Contains(ClientAuth) || Ekus.Contains(AnyUse);
}
