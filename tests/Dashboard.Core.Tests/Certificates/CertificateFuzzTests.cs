using System.Text;
using CsCheck;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Core.Certificates.Parsing;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Certificates.Weaknesses;

namespace Dashboard.Core.Tests.Certificates;

/// <summary>
/// Damaged uploads of every form: whatever the bytes are, they are taken or refused, nothing is thrown, and what is taken can be shown.
/// The seeds are fixed, so that a failure is the same tomorrow.
/// </summary>
public sealed class CertificateFuzzTests
{
    private static readonly MadeCertificate Rich = new()
    {
        Dns = ["a.example", "b.example"],
        Authority = false,
        KeyInfo = MadeCertificate.RsaKey(2048),
        Signature = "1.2.840.113549.1.1.11",
    };

    [Fact]
    public void Damaged_DER_is_taken_or_refused()
    {
        byte[][] certificates = [Rich.ToDer(), new MadeCertificate().ToDer(), (new MadeCertificate() with { Subject = [], Ekus = null }).ToDer()];
        byte[][] seeds =
        [
            .. Enumerable.Repeat(certificates, 8).SelectMany(c => c), .. CertificateCorpusTests.NotTaken().Where(c => c.Der.Length is > 0 and < 10_000).Select(c => c.Der),
        ];
        var (random, taken) = (new Random(20260101), 0);
        for (var i = 0; i < 30_000; i++)
        {
            var reading = DerCertificate.Read(Damage(seeds[i % seeds.Length], random));
            Assert.True(reading.Facts is null != reading.Refusal is null);
            if (reading.Facts is { } facts) taken++;
            AssertFit(reading.Facts);
        }

        // Both ways are gone, and often.
        Assert.InRange(taken, 500, 29_000);
    }

    [Fact]
    public async Task Damaged_files_are_read_to_their_end_or_refused()
    {
        var csv = "subject,issuer,serial,notBefore,notAfter,sans,apps,certificate\n"
            + "\"CN=a, O=b\",CN=ca,01,2026-01-01,2026-12-31T00:00:00Z,dns:a;uri:b,,\n,,,,,,,\"" + Rich.ToPem() + "\"\n,,,,,,," + Rich.ToBase64() + "\n";
        (CertificateFormat Format, byte[] Bytes)[] seeds =
        [
            (CertificateFormat.Csv, Encoding.UTF8.GetBytes(csv)), (CertificateFormat.Csv, Encoding.Unicode.GetBytes("\uFEFF" + csv)),
            (CertificateFormat.Pem, Encoding.UTF8.GetBytes("a\n" + Rich.ToPem() + "b\r\n" + new MadeCertificate().ToPem())), (CertificateFormat.Der, Rich.ToDer()),
        ];
        var random = new Random(20260102);
        for (var i = 0; i < 8_000; i++)
        {
            var (format, seed) = seeds[i % seeds.Length];
            var damaged = Damage(seed, random);
            CertificateFormats.Guess(damaged.AsSpan(0, Math.Min(damaged.Length, CertificateFormats.LookedAt)));
            using var stream = new MemoryStream(damaged);
            var rows = 0;
            await foreach (var row in CertificateFile.ReadAsync(stream, format, CertificateSource.Upload))
            {
                Assert.True(row.Draft is null == row.Problems.Count > 0);
                AssertFit(row.Draft?.Facts);
                rows++;
            }

            Assert.InRange(rows, 0, damaged.Length + 1);
        }
    }

    [Fact]
    public void Any_text_is_a_name_or_none() => Gen.String.Sample(
        text =>
        {
            AssertShowable(SafeText.Of(text, 50), 50);
            if (DistinguishedName.Read(text) is { } name) AssertShowable(name.Text, CertificateLimits.MaxName);
            if (SubjectAltName.Read(text) is { } san) AssertShowable(san.Value, CertificateLimits.MaxSan);
        },
        iter: 20_000, seed: "0000KOIPe036");

    /// <summary>What is taken can be kept, shown and reckoned with.</summary>
    private static void AssertFit(CertificateFacts? facts)
    {
        if (facts is null) return;
        AssertShowable(facts.Subject.Text, CertificateLimits.MaxName);
        AssertShowable(facts.Issuer.Text, CertificateLimits.MaxName);
        Assert.All(facts.Sans ?? [], s => AssertShowable(s.Value, CertificateLimits.MaxSan));
        Assert.All(facts.Ekus ?? [], e => AssertShowable(e, 64));
        AssertShowable(facts.Curve ?? "", 64);
        AssertShowable(facts.Signature ?? "", 64);
        Assert.InRange(facts.Serial.Length, 1, (CertificateLimits.MaxSerialBytes * 2) + 1);
        Assert.True(facts.NotBefore <= facts.NotAfter);
        Assert.Equal(64, CertificateIdentity.Of(facts).IssuerSerial.Length);
        _ = CertificateWeaknesses.Of(facts, KeyCustody.Unknown, null);
        var renewed = new RenewedCertificate { Id = 1, Known = facts.NotBefore, Issued = facts.NotBefore, NotBefore = facts.NotBefore, NotAfter = facts.NotAfter };
        Assert.Single(RenewalFigures.Outcomes([renewed], [], DateTimeOffset.MaxValue));
    }

    private static void AssertShowable(string text, int max)
    {
        Assert.InRange(text.Length, 0, max);
        Assert.DoesNotContain(text, c => char.IsControl(c) || c is '\u202E' or '\u200B' or '\u2028');
        Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var count = random.Next(1, 4); count > 0 && bytes.Count > 0; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 20)));
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 20)).Select(_ => (byte)random.Next(256)));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, 40)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
