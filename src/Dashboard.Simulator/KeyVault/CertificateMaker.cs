using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dashboard.Simulator.Estate;

namespace Dashboard.Simulator.KeyVault;

/// <summary>
/// Makes the certificates of vaults when they are first asked for: the same bytes for the same seed. One key signs them all, as the organisation's
/// authority or as their own; the other keys are public halves of a small pool, since nobody ever signs with them.
/// </summary>
internal sealed class CertificateMaker(Draw draw)
{
    private const int PoolSize = 4;

    private static readonly X500DistinguishedName Authority = new("CN=Contoso Client Issuing CA, O=Contoso");

    private readonly Lazy<RSA> signer = new(() => DrawnRsaKey.Of(draw.For("signer")));
    private readonly ConcurrentDictionary<string, Lazy<X509Certificate2>> made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(KeyShape, int), PublicKey> pool = new();

    /// <summary>The certificate of a version.</summary>
    public X509Certificate2 Of(CertificateSpec certificate, VersionSpec version) =>
        made.GetOrAdd(version.Id, _ => new Lazy<X509Certificate2>(() => Make(certificate, version))).Value;

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 OfAuthority(DateTimeOffset from, DateTimeOffset until)
    {
        var request = new CertificateRequest(Authority, signer.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return Sign(request, Authority, from, until, draw.For("authority"));
    }

    private X509Certificate2 Make(CertificateSpec certificate, VersionSpec version)
    {
        var subject = new X500DistinguishedName($"CN={certificate.HostName}, O=Contoso");
        var isOwn = certificate.Issuer == "Self";
        // One that signs itself has the key that signs.
        var key = isOwn ? new PublicKey(signer.Value) : Pooled(certificate, version);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        if (certificate.Ekus.Count > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. certificate.Ekus.Select(e => new Oid(e))], false));
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(certificate.HostName);
        request.CertificateExtensions.Add(names.Build());
        return Sign(request, isOwn ? subject : Authority, version.NotBefore, version.NotAfter, draw.For(version.Id));
    }

    private X509Certificate2 Sign(CertificateRequest request, X500DistinguishedName issuer, DateTimeOffset from, DateTimeOffset until, Draw own)
    {
        var serial = DrawnRsaKey.Drawn(own.For("serial"), 16);
        // Serial numbers are above zero.
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        lock (signer)
        {
            return request.Create(issuer, X509SignatureGenerator.CreateForRSA(signer.Value, RSASignaturePadding.Pkcs1), from, until, serial);
        }
    }

    private PublicKey Pooled(CertificateSpec certificate, VersionSpec version) =>
        pool.GetOrAdd((certificate.Key, draw.For(version.Id).For("key").Between(0, PoolSize - 1)), PublicHalf);

    private PublicKey PublicHalf((KeyShape Shape, int Number) one)
    {
        var own = draw.For(one.Shape.ToString()).For(one.Number);
        if (one.Shape == KeyShape.P256)
        {
            var secret = DrawnRsaKey.Drawn(own, 32);
            secret[0] &= 0x7F;
            using var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
            return new PublicKey(curve);
        }

        // A modulus is a number like any other to whoever reads a certificate; that nobody knows its factors keeps it a secret for good.
        var modulus = DrawnRsaKey.Drawn(own, one.Shape switch { KeyShape.Rsa1024 => 128, KeyShape.Rsa3072 => 384, _ => 256 });
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 1] });
        return new PublicKey(key);
    }
}
