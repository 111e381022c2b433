using System.Runtime.CompilerServices;
using System.Text;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>A block of a PEM text.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Reading">What it is.</param>
public readonly record struct PemBlock(int Line, CertificateReading Reading);

/// <summary>
/// Reads certificates in PEM out of a text of any length. Text around blocks is skipped, lines may end in any way, and the base64 may have blanks.
/// After a private key nothing more is read.
/// </summary>
public static class PemReader
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";

    /// <summary>The blocks of a text in their order; none where it has none.</summary>
    public static async IAsyncEnumerable<PemBlock> ReadAsync(TextReader reader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var scan = new PemScan();
        await foreach (var line in BoundedLines.ReadAsync(reader, cancellationToken))
        {
            foreach (var block in scan.See(line))
            {
                yield return block;
                if (block.Reading.Refusal is { } refusal && RefusalWords.RefusesAll(refusal)) yield break;
            }
        }

        if (scan.Unfinished is { } rest) yield return rest;
    }

    /// <summary>Whether a line opens a private key in any form of armour, also a damaged one.</summary>
    internal static bool OpensPrivateKey(string line) =>
        (line.Contains("BEGIN", StringComparison.OrdinalIgnoreCase) && line.Contains("PRIVATE KEY", StringComparison.OrdinalIgnoreCase))
        || line.Contains("PuTTY-User-Key-File", StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands between a line that begins a block and the one that ends it.</summary>
    private sealed class PemScan
    {
        private readonly StringBuilder body = new();
        private string? label;
        private int begun;
        private bool tooLong;

        /// <summary>A block that the text never ended.</summary>
        public PemBlock? Unfinished => label is null ? null : new PemBlock(begun, CertificateReading.Refused(CertificateRefusal.Truncated));

        public IEnumerable<PemBlock> See(TextLine line)
        {
            if (OpensPrivateKey(line.Text))
            {
                label = null;
                yield return new PemBlock(line.Number, CertificateReading.Refused(CertificateRefusal.PrivateKey));
                yield break;
            }

            var text = line.Text;
            for (var at = 0; at < text.Length;)
            {
                var (begin, end) = (text.IndexOf(Begin, at, StringComparison.Ordinal), label is null ? -1 : text.IndexOf(End, at, StringComparison.Ordinal));
                var next = begin < 0 ? end : end < 0 ? begin : Math.Min(begin, end);
                if (next < 0)
                {
                    Add(text.AsSpan(at), line.Cut);
                    yield break;
                }

                Add(text.AsSpan(at, next - at), false);
                var opens = next == begin;
                var start = next + (opens ? Begin : End).Length;
                var close = text.IndexOf(Dashes, start, StringComparison.Ordinal);
                var name = close < 0 ? text[start..] : text[start..close];
                at = close < 0 ? text.Length : close + Dashes.Length;
                if (opens && Unfinished is { } unfinished) yield return unfinished;
                if (!opens) yield return new PemBlock(begun, Finish(name));
                Open(opens ? name : null, line.Number);
            }
        }

        private void Open(string? name, int line)
        {
            body.Clear();
            (label, begun, tooLong) = (name, line, false);
        }

        private void Add(ReadOnlySpan<char> text, bool cut)
        {
            if (label is null) return;
            foreach (var c in text)
            {
                if (char.IsWhiteSpace(c)) continue;
                if (body.Length < CertificateLimits.MaxField) body.Append(c);
                else tooLong = true;
            }

            tooLong |= cut;
        }

        private CertificateReading Finish(string name)
        {
            if (LabelRefusal(label!) is { } refusal) return CertificateReading.Refused(refusal);
            if (tooLong) return CertificateReading.Refused(CertificateRefusal.TooLarge);
            return name == label ? CertificateText.ReadBase64(body.ToString()) : CertificateReading.Refused(CertificateRefusal.Malformed);
        }

        private static CertificateRefusal? LabelRefusal(string label) => label.Trim().ToUpperInvariant() switch
        {
            "CERTIFICATE" or "X509 CERTIFICATE" => null,
            "PKCS7" or "PKCS #7 SIGNED DATA" or "CMS" => CertificateRefusal.Pkcs7,
            "PKCS12" or "PFX" => CertificateRefusal.Pkcs12,
            "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST" => CertificateRefusal.Request,
            _ => CertificateRefusal.NotACertificate,
        };
    }
}
