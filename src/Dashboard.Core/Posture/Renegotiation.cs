using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture;

/// <summary>
/// Whether an app's settings need TLS renegotiation where the protocol has none. A front end asks for a certificate in
/// the first handshake, except with <c>OptionalInteractiveUser</c> or any exclusion path: then it renegotiates after it has
/// read the request, which neither HTTP/2 nor TLS 1.3 allows.
/// </summary>
public static class Renegotiation
{
    /// <summary>Fail where it is needed and impossible; Unknown where it is needed and the protocol could not be read.</summary>
    public static RuleResult Of(EffectiveMode mode, ExclusionEntries exclusions, Reading<bool> http20, Reading<string> minTls)
    {
        var needed = mode == EffectiveMode.OptionalInteractiveUser || exclusions.All.Count > 0;
        var mayBeNeeded = needed || !exclusions.Known || mode == EffectiveMode.Unknown;
        if (!mayBeNeeded) return RuleResult.Pass;

        var tls = TlsVersions.Of(minTls);
        if (http20.OrDefault() || tls >= TlsVersions.Tls13) return needed ? RuleResult.Fail : RuleResult.Unknown;
        return http20.State == ReadingState.Value && tls is not null ? RuleResult.Pass : RuleResult.Unknown;
    }
}

/// <summary>Minimum TLS versions as App Service writes them.</summary>
public static class TlsVersions
{
    /// <summary>TLS 1.2.</summary>
    public static Version Tls12 { get; } = new(1, 2);

    /// <summary>TLS 1.3.</summary>
    public static Version Tls13 { get; } = new(1, 3);

    /// <summary>The version, or null where it was not read or is none of 1.0 to 1.3.</summary>
    public static Version? Of(Reading<string> reading) => reading.OrDefault()?.Trim() switch
    {
        "1.0" => new Version(1, 0),
        "1.1" => new Version(1, 1),
        "1.2" => Tls12,
        "1.3" => Tls13,
        _ => null,
    };
}
