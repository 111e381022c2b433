using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Parsing;

namespace Dashboard.Core.Tests.Certificates;

/// <summary>Odd certificates and what are none: each is accepted or refused as ADR 0015 says.</summary>
public sealed class CertificateCorpusTests
{
    private static readonly MadeCertificate Plain = new();

    public static TheoryData<string> Refused { get; } = [.. NotTaken().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_certificate_is_refused_with_its_reason(string name)
    {
        var (_, der, refusal) = NotTaken().Single(c => c.Name == name);
        Assert.Equal(refusal, DerCertificate.Read(der).Refusal);
    }

    [Fact]
    public void A_real_certificate_of_RSA_reads_as_the_framework_reads_it()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=client-a, OU=\"Orders, EU\", O=Contoso, C=DE", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        AssertAsFramework(request);
    }

    [Fact]
    public void A_real_certificate_of_a_curve_reads_as_the_framework_reads_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest("CN=Müller & Söhne 客户, E=ops@contoso.example, DC=contoso", key, HashAlgorithmName.SHA384);
        var facts = AssertAsFramework(request);
        Assert.Equal((KeyKind.Ec, 384, "P-384", "SHA384-ECDSA"), (facts.Key, facts.KeySize, facts.Curve, facts.Signature));
    }

    [Fact]
    public void Alternative_names_and_uses_are_read()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("client.contoso.example");
        names.AddUri(new Uri("spiffe://contoso/orders"));
        names.AddIpAddress(System.Net.IPAddress.Parse("10.1.2.3"));
        names.AddEmailAddress("ops@contoso.example");
        names.AddUserPrincipalName("ops@contoso");
        request.CertificateExtensions.Add(names.Build(true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CertificateFacts.ClientAuth)], false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var facts = AssertAsFramework(request);
        Assert.Equal(
            ["dns:client.contoso.example", "uri:spiffe://contoso/orders", "ip:10.1.2.3", "email:ops@contoso.example", "upn:ops@contoso"],
            facts.Sans!.Select(s => s.ToString()));
        Assert.True(facts.AllowsClientAuth);
        Assert.False(facts.IsAuthority);
        Assert.Equal("client.contoso.example", ClientIdentity.Of(facts).Name);
    }

    [Fact]
    public void Weak_and_new_keys_are_taken_and_told()
    {
        Assert.Equal((KeyKind.Rsa, 1024), KeyOf(Plain with { KeyInfo = MadeCertificate.RsaKey(1024) }));
        Assert.Equal((KeyKind.Ed25519, 256), KeyOf(Plain with { KeyInfo = MadeCertificate.KeyOf("1.3.101.112", null, new byte[32]) }));
        Assert.Equal((KeyKind.Ed448, 456), KeyOf(Plain with { KeyInfo = MadeCertificate.KeyOf("1.3.101.113", null, new byte[57]) }));
        Assert.Equal((KeyKind.Other, (int?)null), KeyOf(Plain with { KeyInfo = MadeCertificate.KeyOf("2.16.840.1.101.3.4.3.17", null, new byte[1312]) }));
        var dsa = MadeCertificate.KeyOf("1.2.840.10040.4.1", WriteDsa, [2, 1, 5]);
        Assert.Equal((KeyKind.Dsa, 1024), KeyOf(Plain with { KeyInfo = dsa }));

        static void WriteDsa(AsnWriter writer)
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(BigInteger.One << 1023);
                writer.WriteInteger(7);
                writer.WriteInteger(3);
            }
        }
    }

    [Fact]
    public void Odd_moments_are_taken()
    {
        var past = Taken(Plain with { NotBefore = new(1960, 1, 1, 0, 0, 0, TimeSpan.Zero), NotAfter = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        Assert.Equal(0, past.NotAfter.ToUnixTimeSeconds());
        var never = Taken(Plain with { NotAfter = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero) });
        Assert.Equal(9999, never.NotAfter.Year);
        var nothing = Taken(Plain with { NotAfter = Plain.NotBefore });
        Assert.Equal(nothing.NotBefore, nothing.NotAfter);
    }

    [Fact]
    public void Serial_numbers_that_are_forbidden_are_taken_and_told()
    {
        Assert.Equal("-A7", Taken(Plain with { Serial = -0xA7 }).Serial);
        Assert.Equal("0", Taken(Plain with { Serial = 0 }).Serial);
        Assert.Equal("80", Taken(Plain with { Serial = 0x80 }).Serial);
    }

    [Fact]
    public void A_hundred_names_are_taken_and_251_are_not()
    {
        var facts = Taken(Plain with { Dns = [.. Enumerable.Range(0, 100).Select(i => $"c{i}.contoso.example")] });
        Assert.Equal(100, facts.Sans!.Count);
        var many = Plain with { Dns = [.. Enumerable.Range(0, CertificateLimits.MaxSans + 1).Select(i => $"c{i}")] };
        Assert.Equal(CertificateRefusal.TooLarge, DerCertificate.Read(many.ToDer()).Refusal);
    }

    [Fact]
    public void Nobody_is_named_by_a_certificate_without_names()
    {
        var facts = Taken(Plain with { Subject = [] });
        Assert.Equal(("", ""), (facts.Subject.Text, facts.Subject.Key));
        Assert.Null(ClientIdentity.Of(facts).Key);
    }

    [Fact]
    public void Hostile_names_are_written_out_and_their_identity_stays_whole()
    {
        var hostile = Taken(Plain with { Subject = [("2.5.4.3", "pay\u202Eroll\r\n\0<b>\u200B")] });
        Assert.Equal("CN=\"pay\\u202Eroll\\u000D\\u000A\\u0000<b>\\u200B\"", hostile.Subject.Text);
        Assert.Equal("pay\\u202Eroll\\u000D\\u000A\\u0000<b>\\u200B", hostile.Subject.CommonName);
        var (one, other) = (Long("A"), Long("B"));
        Assert.Equal(CertificateLimits.MaxName, one.Subject.Text.Length);
        Assert.Equal(one.Subject.Text, other.Subject.Text);
        Assert.NotEqual(ClientIdentity.Of(one).Key, ClientIdentity.Of(other).Key);

        static CertificateFacts Long(string end) => Taken(Plain with { Subject = [("2.5.4.3", new string('x', 5000) + end)] });
    }

    [Fact]
    public void Strings_of_every_type_are_read()
    {
        Assert.Equal("CN=客户", Taken(Plain with { Subject = [("2.5.4.3", "客户")], StringType = UniversalTagNumber.BMPString, Issuer = [("2.5.4.3", "CA")] }).Subject.Text);
        Assert.Equal("CN=a b", Taken(Plain with { Subject = [("2.5.4.3", "a b")], StringType = UniversalTagNumber.PrintableString }).Subject.Text);
    }

    [Fact]
    public void An_unknown_use_is_not_a_clients_and_no_use_restricts_nothing()
    {
        Assert.False(Taken(Plain with { Ekus = ["1.3.6.1.5.5.7.3.1"] }).AllowsClientAuth);
        Assert.True(Taken(Plain with { Ekus = [CertificateFacts.AnyUse] }).AllowsClientAuth);
        Assert.True(Taken(Plain with { Ekus = null }).AllowsClientAuth);
        Assert.True(Taken(Plain with { Authority = true }).IsAuthority);
    }

    /// <summary>Everything that is refused, made anew at each run.</summary>
    internal static IEnumerable<(string Name, byte[] Der, CertificateRefusal Refusal)> NotTaken()
    {
        using var rsa = RSA.Create(1024);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var dsa = DSA.Create(1024);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000);
        yield return ("PKCS#1 of RSA", rsa.ExportRSAPrivateKey(), CertificateRefusal.PrivateKey);
        yield return ("PKCS#8 of RSA", rsa.ExportPkcs8PrivateKey(), CertificateRefusal.PrivateKey);
        yield return ("SEC 1 of a curve", ec.ExportECPrivateKey(), CertificateRefusal.PrivateKey);
        yield return ("PKCS#8 of a curve", ec.ExportPkcs8PrivateKey(), CertificateRefusal.PrivateKey);
        yield return ("PKCS#8 of DSA", dsa.ExportPkcs8PrivateKey(), CertificateRefusal.PrivateKey);
        yield return ("PKCS#8 encrypted", ec.ExportEncryptedPkcs8PrivateKey("a word", encryption), CertificateRefusal.PrivateKey);
        yield return ("PKCS#8 cut off", rsa.ExportPkcs8PrivateKey()[..^20], CertificateRefusal.PrivateKey);
        yield return ("PKCS#8 with something behind it", [.. ec.ExportPkcs8PrivateKey(), 1, 2, 3], CertificateRefusal.PrivateKey);
        var request = new CertificateRequest("CN=client-a", ec, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(MadeCertificate.Begin, MadeCertificate.Begin.AddDays(90));
        yield return ("PKCS#12", made.Export(X509ContentType.Pkcs12, "a word"), CertificateRefusal.Pkcs12);
        yield return ("PKCS#7", new X509Certificate2Collection(made).Export(X509ContentType.Pkcs7)!, CertificateRefusal.Pkcs7);
        yield return ("a request", request.CreateSigningRequest(), CertificateRefusal.Request);
        yield return ("a public key", ec.ExportSubjectPublicKeyInfo(), CertificateRefusal.NotACertificate);
        var list = new CertificateRevocationListBuilder();
        list.AddEntry([1, 2, 3]);
        var name = new X500DistinguishedName("CN=ca");
        var issuer = X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(new byte[20]);
        var crl = list.Build(
            name, X509SignatureGenerator.CreateForECDsa(ec), 1, MadeCertificate.Begin.AddDays(7), HashAlgorithmName.SHA256, issuer, MadeCertificate.Begin);
        yield return ("a revocation list", crl, CertificateRefusal.NotACertificate);
        var der = Plain.ToDer();
        yield return ("cut off", der[..^1], CertificateRefusal.Truncated);
        yield return ("cut off in its header", der[..3], CertificateRefusal.Truncated);
        yield return ("something behind it", [.. der, 0], CertificateRefusal.TrailingData);
        yield return ("two in one", [.. der, .. der], CertificateRefusal.TrailingData);
        yield return ("nothing", [], CertificateRefusal.Empty);
        yield return ("text", "not a certificate"u8.ToArray(), CertificateRefusal.Malformed);
        yield return ("an indefinite length", [0x30, 0x80, .. der, 0, 0], CertificateRefusal.Malformed);
        yield return ("too long", [0x30, 0x83, 0x02, 0, 0, .. new byte[0x20000]], CertificateRefusal.TooLarge);
        yield return ("ends before it begins", (Plain with { NotAfter = Plain.NotBefore.AddSeconds(-1) }).ToDer(), CertificateRefusal.ValidityReversed);
        yield return ("a serial number too long", (Plain with { Serial = BigInteger.One << 600 }).ToDer(), CertificateRefusal.TooLarge);
        yield return ("a name of 101 parts", (Plain with { Subject = [.. Enumerable.Repeat(("2.5.4.11", "u"), 101)] }).ToDer(), CertificateRefusal.TooLarge);
    }

    private static CertificateFacts Taken(MadeCertificate made)
    {
        var reading = DerCertificate.Read(made.ToDer());
        Assert.Null(reading.Refusal);
        return reading.Facts!;
    }

    private static (KeyKind, int?) KeyOf(MadeCertificate made) => Taken(made) is var facts ? (facts.Key, facts.KeySize) : default;

    private static CertificateFacts AssertAsFramework(CertificateRequest request)
    {
        using var made = request.CreateSelfSigned(MadeCertificate.Begin, MadeCertificate.Begin.AddDays(90));
        var facts = DerCertificate.Read(made.RawData).Facts!;
        Assert.Equal(made.GetCertHashString(HashAlgorithmName.SHA256), facts.Thumbprint);
        Assert.Equal(made.SerialNumber.TrimStart('0'), facts.Serial);
        Assert.Equal((made.NotBefore.ToUniversalTime(), made.NotAfter.ToUniversalTime()), (facts.NotBefore.UtcDateTime, facts.NotAfter.UtcDateTime));
        // Whatever the framework writes, and in whatever order, it is the same name.
        Assert.Equal(facts.Subject.Key, DistinguishedName.Read(made.Subject)!.Key);
        Assert.Equal(facts.Subject.Key, DistinguishedName.Read(facts.Subject.Text)!.Key);
        Assert.Equal(facts.Issuer.Key, DistinguishedName.Read(made.IssuerName.Decode(X500DistinguishedNameFlags.None))!.Key);
        return facts;
    }
}
