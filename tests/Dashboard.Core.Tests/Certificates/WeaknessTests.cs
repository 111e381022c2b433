using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Parsing;
using Dashboard.Core.Certificates.Weaknesses;

namespace Dashboard.Core.Tests.Certificates;

public sealed class WeaknessTests
{
    private static readonly CertificateFacts Sound = DerCertificate.Read(new MadeCertificate().ToDer()).Facts!;
    private static readonly PkiEntry Owned = new() { Name = "pki", Issuers = [Sound.Issuer], Owner = "team" };

    [Fact]
    public void A_sound_certificate_has_none() => Assert.Empty(Of(Sound));

    [Theory]
    [InlineData(KeyKind.Rsa, 2047, true)]
    [InlineData(KeyKind.Rsa, 2048, false)]
    [InlineData(KeyKind.Rsa, null, false)]
    [InlineData(KeyKind.Ec, 224, true)]
    [InlineData(KeyKind.Ec, 256, false)]
    [InlineData(KeyKind.Dsa, 3072, true)]
    [InlineData(KeyKind.Dsa, null, true)]
    [InlineData(KeyKind.Ed25519, 256, false)]
    [InlineData(KeyKind.Unknown, 512, false)]
    public void Weak_keys_are_told_and_of_unknown_ones_nothing_is_claimed(KeyKind kind, int? size, bool weak) =>
        Assert.Equal(weak, Of(Sound with { Key = kind, KeySize = size }).Contains(CertificateWeakness.WeakKey));

    [Theory]
    [InlineData("SHA1-RSA", true)]
    [InlineData("sha-1WithRSAEncryption", true)]
    [InlineData("MD5-RSA", true)]
    [InlineData("md2", true)]
    [InlineData("SHA256-RSA", false)]
    [InlineData("SHA512-ECDSA", false)]
    [InlineData("Ed25519", false)]
    [InlineData(null, false)]
    public void Weak_signatures_are_told(string? signature, bool weak) =>
        Assert.Equal(weak, Of(Sound with { Signature = signature }).Contains(CertificateWeakness.WeakSignature));

    [Fact]
    public void A_long_life_is_longer_than_what_is_allowed()
    {
        Assert.Empty(Of(Sound with { NotAfter = Sound.NotBefore.AddDays(398) }));
        Assert.Equal([CertificateWeakness.LongLifetime], Of(Sound with { NotAfter = Sound.NotBefore.AddDays(398).AddSeconds(1) }));
        Assert.Equal([CertificateWeakness.LongLifetime], CertificateWeaknesses.Of(Sound, KeyCustody.NotExportable, Owned, 364));
    }

    [Fact]
    public void Use_register_custody_and_serial_are_told()
    {
        Assert.Equal([CertificateWeakness.MissingClientAuth], Of(Sound with { Ekus = ["1.3.6.1.5.5.7.3.1"] }));
        Assert.Empty(Of(Sound with { Ekus = null }));
        Assert.Empty(Of(Sound with { Ekus = [] }));
        Assert.Equal([CertificateWeakness.Authority], Of(Sound with { IsAuthority = true }));
        Assert.Equal([CertificateWeakness.OddSerial], Of(Sound with { Serial = "-1" }));
        Assert.Equal([CertificateWeakness.IssuerNotRegistered], CertificateWeaknesses.Of(Sound, KeyCustody.NotExportable, null));
        Assert.Equal([CertificateWeakness.IssuerWithoutOwner], CertificateWeaknesses.Of(Sound, KeyCustody.NotExportable, Owned with { Owner = " " }));
        Assert.Equal([CertificateWeakness.ExportableKey], CertificateWeaknesses.Of(Sound, KeyCustody.Exportable, Owned));
        Assert.Equal([CertificateWeakness.UnknownCustody], CertificateWeaknesses.Of(Sound, KeyCustody.Unknown, Owned));
    }

    [Fact]
    public void Renewals_count_what_a_client_can_use()
    {
        Assert.True(Counted(CertificateSource.Upload, Sound with { Ekus = null }));
        Assert.True(Counted(CertificateSource.AppService, Sound));
        Assert.False(Counted(CertificateSource.AppService, Sound with { Ekus = [] }));
        Assert.False(Counted(CertificateSource.Upload, Sound with { IsAuthority = true }));

        static bool Counted(CertificateSource source, CertificateFacts facts) =>
            new CertificateDraft { Facts = facts, Origin = new CertificateOrigin(source) }.IsClient;
    }

    [Fact]
    public void A_certificate_is_its_thumbprint_and_a_row_its_issuer_and_serial()
    {
        var (seen, told) = (CertificateIdentity.Of(Sound), CertificateIdentity.Of(Sound with { Thumbprint = null, Issuer = DistinguishedName.Read("o=CONTOSO,  cn=contoso client ca")! }));
        Assert.NotEqual(seen, told);
        Assert.Equal(seen.IssuerSerial, told.IssuerSerial);
        Assert.NotEqual(seen.IssuerSerial, CertificateIdentity.Of(Sound with { Serial = "2" }).IssuerSerial);
        Assert.NotEqual(ClientIdentity.Of(Sound).Key, ClientIdentity.Of(Sound with { Issuer = DistinguishedName.Read("CN=another")! }).Key);
    }

    private static IReadOnlyList<CertificateWeakness> Of(CertificateFacts facts) => CertificateWeaknesses.Of(facts, KeyCustody.NotExportable, Owned);
}
