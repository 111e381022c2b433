using System.Buffers.Text;
using System.Security.Cryptography;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.KeyVault;

/// <summary>Certificates of a vault in the form of Key Vault's data plane, as they are at an instant.</summary>
internal sealed class VaultAnswers(VaultSpec vault, CertificateMaker maker, DateTimeOffset at)
{
    /// <summary>An entry of a list: no policy, no issuer, and no subject worth the name.</summary>
    public Bag Item(CertificateSpec certificate, VersionSpec version, bool withVersion)
    {
        var item = new Bag
        {
            ["id"] = Id("certificates", certificate, withVersion ? version : null),
            ["x5t"] = Sha1(certificate, version),
            ["attributes"] = Attributes(version),
            ["subject"] = "",
        };
        Tag(item, certificate);
        return item;
    }

    /// <summary>A certificate as it is read by itself.</summary>
    public Bag Whole(CertificateSpec certificate, VersionSpec version)
    {
        var attributes = Attributes(version);
        attributes["recoveryLevel"] = "Recoverable+Purgeable";
        attributes["recoverableDays"] = 90L;
        var whole = new Bag
        {
            ["id"] = Id("certificates", certificate, version),
            ["kid"] = Id("keys", certificate, version),
            ["sid"] = Id("secrets", certificate, version),
            ["x5t"] = Sha1(certificate, version),
            ["cer"] = Convert.ToBase64String(maker.Of(certificate, version).RawDataMemory.Span),
            ["attributes"] = attributes,
        };
        Tag(whole, certificate);
        whole["policy"] = Policy(certificate);
        return whole;
    }

    private Bag Policy(CertificateSpec certificate)
    {
        var isElliptic = certificate.Key == KeyShape.P256;
        var key = new Bag { ["exportable"] = certificate.Exportable, ["kty"] = isElliptic ? "EC" : "RSA" };
        key["key_size"] = certificate.Key switch { KeyShape.Rsa1024 => 1024L, KeyShape.Rsa3072 => 3072L, KeyShape.P256 => 256L, _ => 2048L };
        key["reuse_key"] = false;
        if (isElliptic)
        {
            key["crv"] = "P-256";
        }

        var first = certificate.Versions[0].Created.ToUnixTimeSeconds();
        return new Bag
        {
            ["id"] = $"{Id("certificates", certificate, null)}/policy",
            ["key_props"] = key,
            ["secret_props"] = new Bag { ["contentType"] = "application/x-pkcs12" },
            ["x509_props"] = new Bag
            {
                ["subject"] = $"CN={certificate.HostName}, O=Contoso",
                ["sans"] = new Bag { ["dns_names"] = new object?[] { certificate.HostName } },
                ["ekus"] = certificate.Ekus.ToArray<object?>(),
                ["key_usage"] = new object?[] { "digitalSignature", "keyEncipherment" },
                ["validity_months"] = certificate.ValidityDays / 30L,
                ["basic_constraints"] = new Bag { ["ca"] = false },
            },
            ["lifetime_actions"] = new object?[]
            {
                new Bag
                {
                    ["trigger"] = new Bag { ["lifetime_percentage"] = 80L },
                    // A vault cannot renew what it does not issue.
                    ["action"] = new Bag { ["action_type"] = certificate.Issuer == "Unknown" ? "EmailContacts" : "AutoRenew" },
                },
            },
            // Not told rather than null: the official client for .NET takes no null for cert_transparency.
            ["issuer"] = new Bag { ["name"] = certificate.Issuer },
            ["attributes"] = new Bag { ["enabled"] = true, ["created"] = first, ["updated"] = first },
        };
    }

    private void Tag(Bag bag, CertificateSpec certificate)
    {
        if (certificate.IsTagged)
        {
            bag["tags"] = new Bag { ["mtls-client"] = certificate.Client, ["mtls-apps"] = certificate.App.In(certificate.App.Life.At(at).State).Id };
        }
    }

    private Bag Attributes(VersionSpec version) => new()
    {
        ["enabled"] = version.IsEnabled(at),
        ["nbf"] = version.NotBefore.ToUnixTimeSeconds(),
        ["exp"] = version.NotAfter.ToUnixTimeSeconds(),
        ["created"] = version.Created.ToUnixTimeSeconds(),
        ["updated"] = version.Updated(at).ToUnixTimeSeconds(),
    };

    private string Id(string kind, CertificateSpec certificate, VersionSpec? version) =>
        $"{vault.Home.GetLeftPart(UriPartial.Authority)}/{kind}/{certificate.Name}" + (version is null ? "" : $"/{version.Id}");

    // Key Vault names certificates by their SHA-1; it secures nothing.
#pragma warning disable CA5350
    private string Sha1(CertificateSpec certificate, VersionSpec version) =>
        Base64Url.EncodeToString(SHA1.HashData(maker.Of(certificate, version).RawDataMemory.Span));
#pragma warning restore CA5350
}
