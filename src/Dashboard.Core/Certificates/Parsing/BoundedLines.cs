using System.Runtime.CompilerServices;
using System.Text;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>A line of a text.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Text">Its text, without its end.</param>
/// <param name="Cut">Whether it was longer than lines are read.</param>
internal readonly record struct TextLine(int Number, string Text, bool Cut);

/// <summary>Reads lines of any end (LF, CRLF, CR) without ever holding more of one than a certificate can need.</summary>
internal static class BoundedLines
{
    public const int MaxLength = CertificateLimits.MaxField;

    public static async IAsyncEnumerable<TextLine> ReadAsync(TextReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new char[8192];
        var (line, number, cut, afterReturn) = (new StringBuilder(), 1, false, false);
        for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                var c = buffer[i];
                if (c == '\n' && afterReturn)
                {
                    afterReturn = false;
                    continue;
                }

                afterReturn = c == '\r';
                if (c is not ('\r' or '\n'))
                {
                    if (line.Length < MaxLength) line.Append(c);
                    else cut = true;
                    continue;
                }

                yield return new TextLine(number++, line.ToString(), cut);
                line.Clear();
                cut = false;
            }
        }

        if (line.Length > 0) yield return new TextLine(number, line.ToString(), cut);
    }
}
