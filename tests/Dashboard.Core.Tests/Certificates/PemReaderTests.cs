using System.Security.Cryptography;
using Dashboard.Core.Certificates.Parsing;

namespace Dashboard.Core.Tests.Certificates;

public sealed class PemReaderTests
{
    private static readonly string One = new MadeCertificate().ToPem();
    private static readonly string Other = new MadeCertificate { Serial = 2 }.ToPem();

    [Fact]
    public async Task Many_blocks_with_text_around_them_are_read_in_their_order()
    {
        var blocks = await ReadAsync($"Bag Attributes\n    friendlyName: a\n{One}\nsubject=CN = b\n\n{Other}\nthe end");
        Assert.Equal(["1234ABCD", "2"], blocks.Select(b => b.Reading.Facts!.Serial));
        Assert.Equal(3, blocks[0].Line);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n\n")]
    [InlineData(" \n\t ")]
    public async Task Lines_end_in_any_way_and_the_base64_may_have_blanks(string end)
    {
        var block = Assert.Single(await ReadAsync(One.Replace("\n", end, StringComparison.Ordinal)));
        Assert.Equal("1234ABCD", block.Reading.Facts!.Serial);
    }

    [Fact]
    public async Task A_block_on_one_line_is_read()
    {
        var blocks = await ReadAsync((One + Other).Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal(2, blocks.Count(b => b.Reading.Facts is not null));
    }

    [Fact]
    public async Task After_a_private_key_of_any_kind_nothing_more_is_read()
    {
        using var rsa = RSA.Create(1024);
        using var ec = ECDsa.Create();
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000);
        string[] keys =
        [
            rsa.ExportRSAPrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), ec.ExportECPrivateKeyPem(), ec.ExportEncryptedPkcs8PrivateKeyPem("a word", encryption),
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----",
            "-----BEGIN DSA PRIVATE KEY----\nMIIB", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "PuTTY-User-Key-File-3: ssh-ed25519",
            // The label lies.
            PemEncoding.WriteString("CERTIFICATE", ec.ExportPkcs8PrivateKey()),
            PemEncoding.WriteString("CERTIFICATE", rsa.ExportRSAPrivateKey()),
            // Within a block that was never ended.
            "-----BEGIN CERTIFICATE-----\nMIIB\n" + ec.ExportECPrivateKeyPem(),
        ];
        foreach (var key in keys)
        {
            var blocks = await ReadAsync($"{One}\n{key}\n{Other}");
            Assert.Equal(CertificateRefusal.PrivateKey, blocks[^1].Reading.Refusal);
            Assert.DoesNotContain(blocks, b => b.Reading.Facts?.Serial == "2");
        }
    }

    [Fact]
    public async Task Other_blocks_are_refused_with_their_reason()
    {
        Assert.Equal([CertificateRefusal.Request], await RefusalsAsync("-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----"));
        Assert.Equal([CertificateRefusal.Pkcs7], await RefusalsAsync("-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----"));
        Assert.Equal([CertificateRefusal.NotACertificate], await RefusalsAsync("-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----"));
        Assert.Equal([CertificateRefusal.Malformed], await RefusalsAsync("-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----"));
        Assert.Equal([CertificateRefusal.Empty], await RefusalsAsync("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"));
        Assert.Equal([CertificateRefusal.Malformed], await RefusalsAsync(One.Replace("END CERTIFICATE", "END PKCS7", StringComparison.Ordinal)));
        Assert.Equal([CertificateRefusal.Truncated], await RefusalsAsync(One[..200]));
        var (body, end) = (new string('A', 200_000), "\n-----END CERTIFICATE-----\n");
        Assert.Equal([CertificateRefusal.TooLarge, null], await RefusalsAsync("-----BEGIN CERTIFICATE-----\n" + body + end + One));
        Assert.Equal([CertificateRefusal.Truncated, null], await RefusalsAsync("-----BEGIN CERTIFICATE-----\nMIIB\n" + One));
        Assert.Empty(await ReadAsync("no block in it"));
    }

    [Fact]
    public async Task A_field_has_one_certificate_in_any_form()
    {
        var der = new MadeCertificate().ToBase64();
        foreach (var text in new[] { One, der, der[..64] + " \r\n" + der[64..], "\n" + One + "\n" })
            Assert.Equal("1234ABCD", (await CertificateText.ReadAsync(text)).Facts!.Serial);
        Assert.Equal(CertificateRefusal.Malformed, (await CertificateText.ReadAsync(One + Other)).Refusal);
        Assert.Equal(CertificateRefusal.Empty, (await CertificateText.ReadAsync("  ")).Refusal);
        Assert.Equal(CertificateRefusal.TooLarge, (await CertificateText.ReadAsync(new string('M', 200_000))).Refusal);
        Assert.Equal(CertificateRefusal.PrivateKey, (await CertificateText.ReadAsync(new string('M', 200_000) + "-----BEGIN PRIVATE KEY-----")).Refusal);
    }

    private static async Task<List<PemBlock>> ReadAsync(string text)
    {
        using var reader = new StringReader(text);
        return await PemReader.ReadAsync(reader).ToListAsync();
    }

    private static async Task<List<CertificateRefusal?>> RefusalsAsync(string text) => (await ReadAsync(text)).ConvertAll(b => b.Reading.Refusal);
}
