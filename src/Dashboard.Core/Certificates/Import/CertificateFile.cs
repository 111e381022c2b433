using System.Runtime.CompilerServices;
using System.Text;
using Dashboard.Core.Certificates.Parsing;

namespace Dashboard.Core.Certificates.Import;

/// <summary>The forms of an upload.</summary>
public enum CertificateFormat
{
    /// <summary>CSV with a header, a certificate a row.</summary>
    Csv,

    /// <summary>PEM with any number of certificates.</summary>
    Pem,

    /// <summary>One certificate in DER.</summary>
    Der,
}

/// <summary>Reads an upload in one pass, without ever holding more of it than a row.</summary>
public static class CertificateFile
{
    /// <summary>The rows of an upload. It ends after a row that refuses all.</summary>
    /// <param name="content">The upload; what is longer than <see cref="CertificateLimits.MaxFileBytes"/>, or than an <see cref="UploadStream"/> reads, is refused.</param>
    /// <param name="format">Its form.</param>
    /// <param name="source">Who hands it over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(
        Stream content, CertificateFormat format, CertificateSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var own = content is UploadStream ? null : new UploadStream(content, CertificateLimits.MaxFileBytes);
        var bounded = own ?? (UploadStream)content;
        var rows = format switch
        {
            CertificateFormat.Csv => CsvCertificates.ReadAsync(Text(bounded), source, cancellationToken),
            CertificateFormat.Pem => ReadPemAsync(Text(bounded), source, cancellationToken),
            CertificateFormat.Der => ReadDerAsync(bounded, source, cancellationToken),
        };
        await foreach (var row in rows)
        {
            // What was cut off may read like a bad row, or like nothing at all.
            if (bounded.Exceeded) break;
            if (row.Row > CertificateLimits.MaxCertificates)
            {
                yield return ImportRow.Fatal(row.Row, row.Line, $"There are more than {CertificateLimits.MaxCertificates} certificates. Divide the file.");
                yield break;
            }

            yield return row;
            if (row.RefusesAll) yield break;
        }

        if (bounded.Exceeded) yield return ImportRow.Fatal(0, 0, $"The file is longer than {CertificateLimits.MaxFileBytes / (1024 * 1024)} MB. Divide it.");
    }

    private static StreamReader Text(Stream stream) => new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 16 * 1024, leaveOpen: true);

    private static async IAsyncEnumerable<ImportRow> ReadPemAsync(
        TextReader reader, CertificateSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = 0;
        await foreach (var block in PemReader.ReadAsync(reader, cancellationToken)) yield return RowOf(++row, block.Line, block.Reading, source);
        if (row == 0) yield return ImportRow.Fatal(0, 0, RefusalWords.Of(CertificateRefusal.Empty));
    }

    private static async IAsyncEnumerable<ImportRow> ReadDerAsync(
        Stream stream, CertificateSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One byte more than is taken, so that what is too long is seen to be.
        var buffer = new byte[CertificateLimits.MaxDerBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var reading = DerCertificate.Read(buffer.AsMemory(0, length));
        Array.Clear(buffer);
        yield return RowOf(1, 0, reading, source);
    }

    private static ImportRow RowOf(int row, int line, CertificateReading reading, CertificateSource source) => reading.Facts is { } facts
        ? ImportRow.Good(row, line, new CertificateDraft { Facts = facts, Origin = new CertificateOrigin(source) })
        : ImportRow.Refused(row, line, reading.Refusal!.Value);
}
