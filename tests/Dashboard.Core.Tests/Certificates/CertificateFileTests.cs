using System.Security.Cryptography;
using System.Text;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;

namespace Dashboard.Core.Tests.Certificates;

/// <summary>Uploads in CSV: their form, their columns, and every kind of bad row with its number.</summary>
public sealed class CertificateFileTests
{
    private const string Header = "subject,issuer,serial,notBefore,notAfter,key,keySize,ekus,sans,custody,revokedAt,apps\n";
    private const string Good = "CN=a,CN=ca,01,2026-01-01,2026-12-31,RSA,2048,clientAuth,dns:a.example,exportable,,\n";

    [Fact]
    public async Task Facts_are_read_by_the_names_in_the_header_in_any_order()
    {
        const string File = "NotAfter;Serial Number;issuer;not_before;SUBJECT;nobody knows;apps\r\n"
            + "2026-12-31T10:00:00+02:00;0a:bc;\"CN=CA; one, O=Contoso\";2026-01-01;CN=a;;/subscriptions/S/resourceGroups/G/providers/Microsoft.Web/sites/App\r\n";
        var row = Assert.Single(await ReadAsync("\uFEFF" + File));
        var draft = row.Draft!;
        Assert.Equal(("CN=a", "ABC", "CN=\"CA; one\", O=Contoso"), (draft.Facts.Subject.Text, draft.Facts.Serial, draft.Facts.Issuer.Text));
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 8, 0, 0, TimeSpan.Zero), draft.Facts.NotAfter);
        Assert.Equal(["/subscriptions/s/resourcegroups/g/providers/microsoft.web/sites/app"], draft.Apps);
        Assert.Equal((KeyCustody.Unknown, KeyKind.Unknown), (draft.Custody, draft.Facts.Key));
        Assert.Null(draft.Facts.AllowsClientAuth);
    }

    [Fact]
    public async Task A_column_can_hold_the_certificate_itself()
    {
        var made = new MadeCertificate();
        var file = $"custody,certificate\nnotExportable,\"{made.ToPem()}\"\r\n\r\nexportable,{(made with { Serial = 2 }).ToBase64()}\n";
        var rows = await ReadAsync(file);
        Assert.Equal(["1234ABCD", "2"], rows.Select(r => r.Draft!.Facts.Serial));
        Assert.Equal([KeyCustody.NotExportable, KeyCustody.Exportable], rows.Select(r => r.Draft!.Custody));
        Assert.Equal((2, 2 + made.ToPem().Count(c => c == '\n') + 2), (rows[1].Row, rows[1].Line));
    }

    [Fact]
    public async Task Every_kind_of_bad_row_is_told_with_its_number()
    {
        var bad = new (string Row, string[] Columns)[]
        {
            ("CN=a,CN=ca,01,2026-01-01,2026-12-31,RSA,2048", ["row"]),
            (Good.TrimEnd() + ",one more", ["row"]),
            ("CN=a,CN=ca,xyz,2026-01-01,2026-12-31,,,,,,,", ["serial"]),
            ("CN=a,,01,2026-01-01,2026-12-31,,,,,,,", ["issuer"]),
            ("CN=a,no name,01,2026-01-01,2026-12-31,,,,,,,", ["issuer"]),
            (",CN=ca,01,2026-01-01,2026-12-31,,,,,,,", ["subject"]),
            ("CN=a,CN=ca,01,2026-13-01,31.12.2026,,,,,,,", ["notBefore", "notAfter"]),
            ("CN=a,CN=ca,01,2026-12-31,2026-01-01,,,,,,,", ["notAfter"]),
            ("CN=a,CN=ca,01,2026-01-01,2026-12-31,ROT13,many,walking,ip:nowhere,perhaps,soon,/sites/a", ["key", "keySize", "ekus", "sans", "custody", "revokedAt", "apps"]),
            ("CN=a\"b,CN=ca,01,2026-01-01,2026-12-31,,,,,,,", ["row"]),
            ("\"CN=a\"b,CN=ca,01,2026-01-01,2026-12-31,,,,,,,", ["row"]),
            ("CN=a\uFFFD,CN=ca,01,2026-01-01,2026-12-31,,,,,,,", ["row"]),
            ("CN=" + new string('x', CertificateLimits.MaxField + 1) + ",CN=ca,01,2026-01-01,2026-12-31,,,,,,,", ["row"]),
            ("CN=a,CN=ca," + new string('1', 200) + ",2026-01-01,2026-12-31,,,,,,,", ["serial"]),
            ("CN=a,CN=ca,01,2026-01-01,2026-12-31,,,,," + "," + "," + string.Join(';', Enumerable.Repeat("/a", 101)), ["apps"]),
            (new string(',', 200), ["row"]),
            ("\"CN=a,CN=ca,01,2026-01-01", ["row"]),
        };
        var file = new StringBuilder(Header);
        foreach (var (row, _) in bad.SkipLast(1)) file.Append(Good).Append(row).Append("\n\n");
        file.Append(Good).Append(bad[^1].Row);
        var rows = await ReadAsync(file.ToString());
        Assert.Equal(bad.Length * 2, rows.Count);
        for (var i = 0; i < bad.Length; i++)
        {
            Assert.NotNull(rows[2 * i].Draft);
            var read = rows[(2 * i) + 1];
            Assert.Null(read.Draft);
            Assert.Equal((2 * (i + 1), (3 * i) + 3), (read.Row, read.Line));
            Assert.Equal(bad[i].Columns, read.Problems.Select(p => p.Column ?? "row"));
            // What is wrong is never repeated.
            Assert.All(read.Problems, p => Assert.DoesNotContain("ROT13", p.Problem, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Facts_that_contradict_the_certificate_of_their_row_are_refused()
    {
        var made = new MadeCertificate();
        var der = made.ToBase64();
        var file = "certificate,subject,issuer,serial,notBefore,notAfter,key,keySize\n"
            + $"{der},\"O=contoso, CN=client-a\",\"CN=Contoso Client CA,O=Contoso\",0x1234abcd,2026-01-01,2027-01-01T00:00:00Z,EC,256\n"
            + $"{der},CN=b,CN=c,1,2026-01-02,2028-01-01,RSA,384\n";
        var rows = await ReadAsync(file);
        Assert.Empty(rows[0].Problems);
        Assert.Equal(["subject", "issuer", "serial", "notBefore", "notAfter", "key", "keySize"], rows[1].Problems.Select(p => p.Column));
    }

    [Fact]
    public async Task A_private_key_anywhere_refuses_all_of_the_file()
    {
        using var ec = ECDsa.Create();
        var (armoured, bare) = (ec.ExportPkcs8PrivateKeyPem(), Convert.ToBase64String(ec.ExportPkcs8PrivateKey()));
        string[] files =
        [
            Header + Good + Good.Replace("CN=a", $"\"{armoured}\"", StringComparison.Ordinal) + Good,
            Header + Good + Good.Replace("CN=a", bare, StringComparison.Ordinal) + Good,
            "certificate\n" + new MadeCertificate().ToBase64() + "\n" + bare + "\n",
            "certificate,comment\n" + new MadeCertificate().ToBase64() + "," + "\n," + bare + ",a row of the wrong form\n",
            "privateKey,certificate\n,\n",
            "certificate,pfx\n,\n",
        ];
        foreach (var file in files)
        {
            var last = (await ReadAsync(file))[^1];
            Assert.True(last.RefusesAll);
            Assert.Contains("private key", last.Problems[0].Problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "There is no certificate in it.")]
    [InlineData("\n\n", "There is no certificate in it.")]
    [InlineData("subject,serial\n", "The header lacks a column certificate, or else issuer, notBefore, notAfter.")]
    [InlineData("issuer,serial,notBefore,notAfter\n", "The header lacks a column certificate, or else subject or sans.")]
    [InlineData("certificate,pem\n", "The header has two columns for certificate.")]
    public async Task A_header_that_cannot_be_used_is_told(string file, string problem)
    {
        var row = Assert.Single(await ReadAsync(file));
        Assert.True(row is { RefusesAll: true, Row: 0 });
        Assert.Equal(problem, row.Problems[0].Problem);
    }

    [Fact]
    public async Task A_header_alone_is_no_mistake() => Assert.Empty(await ReadAsync(Header));

    [Fact]
    public async Task PEM_and_DER_are_files_as_well()
    {
        var made = new MadeCertificate();
        var pem = await ReadAsync(made.ToPem() + "-----BEGIN PKCS7-----\nAA\n-----END PKCS7-----\n" + made.ToPem(), CertificateFormat.Pem);
        Assert.Equal([true, false, true], pem.Select(r => r.Draft is not null));
        using var der = new MemoryStream(made.ToDer());
        Assert.NotNull((await CertificateFile.ReadAsync(der, CertificateFormat.Der, CertificateSource.Upload).ToListAsync())[0].Draft);
        using var long1 = new MemoryStream([.. made.ToDer(), .. new byte[CertificateLimits.MaxDerBytes * 2]]);
        Assert.Null((await CertificateFile.ReadAsync(long1, CertificateFormat.Der, CertificateSource.Upload).ToListAsync())[0].Draft);
        Assert.True((await ReadAsync("nothing", CertificateFormat.Pem))[0].RefusesAll);
    }

    [Fact]
    public void The_form_of_a_file_is_told_by_its_beginning()
    {
        Assert.Equal(CertificateFormat.Der, CertificateFormats.Guess(new MadeCertificate().ToDer()));
        Assert.Equal(CertificateFormat.Pem, CertificateFormats.Guess(Encoding.UTF8.GetBytes(new MadeCertificate().ToPem())));
        Assert.Equal(CertificateFormat.Pem, CertificateFormats.Guess("Bag Attributes\n"u8));
        Assert.Equal(CertificateFormat.Csv, CertificateFormats.Guess(Encoding.UTF8.GetBytes("\uFEFF" + Header)));
        Assert.Equal(CertificateFormat.Csv, CertificateFormats.Guess("\"x\";\"Serial Number\"\r\n"u8));
    }

    [Fact]
    public async Task A_file_without_end_is_refused_and_not_read_on()
    {
        await using var endless = new EndlessStream(Encoding.UTF8.GetBytes(Header), Encoding.UTF8.GetBytes(Good));
        var count = 0;
        ImportRow? last = null;
        await foreach (var row in CertificateFile.ReadAsync(endless, CertificateFormat.Csv, CertificateSource.Upload))
        {
            count++;
            last = row;
        }

        Assert.Equal(CertificateLimits.MaxCertificates + 1, count);
        Assert.True(last!.RefusesAll);
    }

    private static async Task<List<ImportRow>> ReadAsync(string file, CertificateFormat format = CertificateFormat.Csv)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await CertificateFile.ReadAsync(stream, format, CertificateSource.Upload).ToListAsync();
    }

    /// <summary>A beginning, and then the same bytes for ever.</summary>
    private sealed class EndlessStream(byte[] begin, byte[] rest) : MemoryStream
    {
        private byte[] next = begin;
        private int at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (at == next.Length) (next, at) = (rest, 0);
            var length = Math.Min(buffer.Length, next.Length - at);
            next.AsMemory(at, length).CopyTo(buffer);
            at += length;
            return ValueTask.FromResult(length);
        }
    }
}
