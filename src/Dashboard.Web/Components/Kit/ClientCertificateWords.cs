using System.Globalization;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Certificates.Weaknesses;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;

namespace Dashboard.Web.Components.Kit;

/// <summary>Client certificates in words.</summary>
public static class ClientCertificateWords
{
    /// <summary>Where it stands, the clock included.</summary>
    public static string Standing(CertificateItem item) => item switch
    {
        { Lapsed: true } => "Lapsed: expired without a successor",
        { Status: CertificateStatus.Revoked } => "Revoked",
        { Status: CertificateStatus.Retired } => "Retired",
        { Status: CertificateStatus.Superseded } => "Renewed",
        { Expired: true } => "Expired",
        _ => "Live",
    };

    /// <summary>A status.</summary>
    public static string Status(CertificateStatus status) => status switch
    {
        CertificateStatus.Live => "Live",
        CertificateStatus.Superseded => "Renewed",
        CertificateStatus.Revoked => "Revoked",
        CertificateStatus.Retired => "Retired",
    };

    /// <summary>Where it was learnt of.</summary>
    public static string Source(CertificateOrigin origin) => origin.Source switch
    {
        CertificateSource.Upload => "Upload",
        CertificateSource.Ingest => "PKI pipeline",
        CertificateSource.KeyVault => $"Key Vault {origin.Vault}",
        CertificateSource.AppService => "App Service",
    };

    /// <summary>Whether its key can be carried away.</summary>
    public static string Custody(KeyCustody custody) => custody switch
    {
        KeyCustody.Unknown => "Unknown",
        KeyCustody.NotExportable => "Not exportable",
        KeyCustody.Exportable => "Exportable",
    };

    /// <summary>Its key.</summary>
    public static string Key(CertificateItem item) => item.Key switch
    {
        KeyKind.Unknown => "Unknown",
        KeyKind.Rsa => $"RSA {Bits(item.KeySize)}",
        KeyKind.Ec => item.Texts.Curve ?? $"EC {Bits(item.KeySize)}",
        KeyKind.Dsa => $"DSA {Bits(item.KeySize)}",
        KeyKind.Ed25519 => "Ed25519",
        KeyKind.Ed448 => "Ed448",
        KeyKind.Other => item.Texts.Curve ?? "Another algorithm",
    };

    /// <summary>What can be said against it.</summary>
    public static string Weakness(CertificateWeakness weakness) => weakness switch
    {
        CertificateWeakness.WeakKey => "Weak key",
        CertificateWeakness.WeakSignature => "Weak signature",
        CertificateWeakness.LongLifetime => "Long lifetime",
        CertificateWeakness.MissingClientAuth => "Not for clients",
        CertificateWeakness.Authority => "An authority's",
        CertificateWeakness.IssuerNotRegistered => "Issuer not registered",
        CertificateWeakness.IssuerWithoutOwner => "Issuer without owner",
        CertificateWeakness.ExportableKey => "Exportable key",
        CertificateWeakness.UnknownCustody => "Unknown custody",
        CertificateWeakness.OddSerial => "Odd serial number",
    };

    /// <summary>Why that matters, in a sentence.</summary>
    public static string Meaning(CertificateWeakness weakness) => weakness switch
    {
        CertificateWeakness.WeakKey => "RSA below 2048 bits, a curve below 256, or DSA: whoever breaks it is the client.",
        CertificateWeakness.WeakSignature => "SHA-1, MD5 or older: a certificate with the same signature can be forged.",
        CertificateWeakness.LongLifetime => $"Valid for more than {CertificateWeaknesses.DefaultLifetimeDays} days: a key that leaks is good for as long.",
        CertificateWeakness.MissingClientAuth => "Its extended key usage leaves clients out: strict servers refuse it.",
        CertificateWeakness.Authority => "It may issue others, and so is no client's.",
        CertificateWeakness.IssuerNotRegistered => "No PKI of the register issues by this name: nobody answers for it.",
        CertificateWeakness.IssuerWithoutOwner => "Its PKI is registered without an owner.",
        CertificateWeakness.ExportableKey => "Whoever may read the key can carry it away.",
        CertificateWeakness.UnknownCustody => "Nobody told whether the key can be carried away.",
        CertificateWeakness.OddSerial => "0 or below, which RFC 5280 forbids.",
    };

    /// <summary>How it is known what follows a certificate.</summary>
    public static string Basis(SuccessionBasis basis) => basis switch
    {
        SuccessionBasis.NextVersion => "the next version in Key Vault",
        SuccessionBasis.Confirmed => "a person confirmed it",
        _ => "the same client and issuer, in its last third",
    };

    /// <summary>How early it was renewed; null where it was not.</summary>
    public static string? Lead(double? days) => days switch
    {
        null => null,
        > 0 and { } early => $"{Number(early)} early",
        > -1 and { } => "at the expiry",
        { } late => $"{Number(-late)} late",
    };

    /// <summary>Days with a decimal below ten.</summary>
    public static string Number(double days)
    {
        var shown = Math.Round((decimal)days, Math.Abs(days) < 10 ? 1 : 0, MidpointRounding.AwayFromZero);
        return $"{shown.ToString("#,0.#", CultureInfo.CurrentCulture)} {(shown == 1 ? "day" : "days")}";
    }

    /// <summary>What became of a step.</summary>
    public static string Outcome(CertificateOutcome outcome) => outcome switch
    {
        CertificateOutcome.Done => "Done. The figures follow.",
        CertificateOutcome.Nothing => "It was so already.",
        CertificateOutcome.NotFound => "Not done: there is no such certificate.",
        CertificateOutcome.AlreadyEnded => "Not done: that was said of it before, and is never taken back.",
        CertificateOutcome.MomentRefused => "Not done: the moment lies in the future, or before it was issued.",
        CertificateOutcome.ReasonRefused => "Not done: a reason of up to 500 characters is needed.",
        CertificateOutcome.OrderRefused => "Not done: what follows a certificate is younger, and another one.",
    };

    private static string Bits(int? size) => size is { } bits ? bits.ToString(CultureInfo.InvariantCulture) : "of unknown size";
}
