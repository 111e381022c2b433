using System.Runtime.CompilerServices;
using System.Text;

namespace Dashboard.Core.Certificates.Import;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">The line on which it begins, from 1 on.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Problem">What is wrong with its form; null where nothing is. Its fields are then not to be believed.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, string? Problem);

/// <summary>
/// Reads CSV as RFC 4180 has it, in one pass: quotes, quotes doubled within quotes, line breaks within quotes, any line end. Of a field or record
/// that is longer than the bounds nothing is kept but the problem. Blank lines are skipped.
/// </summary>
internal sealed class CsvReader(TextReader reader)
{
    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder field = new();
    private int at;
    private int filled;
    private int line = 1;

    /// <summary>What separates fields; may be set after the first line was looked at.</summary>
    public char Separator { get; set; } = ',';

    public async IAsyncEnumerable<CsvRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await PeekAsync(cancellationToken) >= 0) Separator = SeparatorOfBuffer();
        while (await PeekAsync(cancellationToken) >= 0)
        {
            var record = await ReadRecordAsync(cancellationToken);
            if (record.Problem is not null || record.Fields.Count > 1 || record.Fields[0].Length > 0) yield return record;
        }
    }

    // Spreadsheets of half the world write semicolons. The header has names only, so what it has more of is what separates.
    private char SeparatorOfBuffer()
    {
        var first = buffer.AsSpan(at, filled - at);
        var end = first.IndexOfAny('\r', '\n');
        if (end >= 0) first = first[..end];
        return first.Count(';') > first.Count(',') ? ';' : ',';
    }

    private async Task<CsvRecord> ReadRecordAsync(CancellationToken cancellationToken)
    {
        var (start, fields, problem) = (line, new List<string>(16), (string?)null);
        while (true)
        {
            var (fieldProblem, end) = await ReadFieldAsync(cancellationToken);
            problem ??= fieldProblem;
            if (fields.Count < CertificateLimits.MaxColumns) fields.Add(field.ToString());
            else problem ??= "The row has too many fields.";
            field.Clear();
            if (end) return new CsvRecord(start, fields, problem);
        }
    }

    /// <summary>Reads a field with what ends it; true where that ends the record.</summary>
    private async ValueTask<(string? Problem, bool End)> ReadFieldAsync(CancellationToken cancellationToken)
    {
        string? problem = null;
        var (quoted, closed, empty) = (false, false, true);
        while (true)
        {
            var next = at < filled ? buffer[at] : await PeekAsync(cancellationToken);
            if (next < 0) return (quoted ? "A quote is opened and never closed." : problem, true);
            at++;
            var c = (char)next;
            if (quoted)
            {
                if (c == '"' && (at < filled ? buffer[at] : await PeekAsync(cancellationToken)) == '"') at++;
                else if (c == '"')
                {
                    (quoted, closed) = (false, true);
                    continue;
                }

                if (c == '\n') line++;
                problem ??= Keep(c);
                continue;
            }

            if (c == Separator) return (problem, false);
            if (c is '\r' or '\n')
            {
                if (c == '\r' && (at < filled ? buffer[at] : await PeekAsync(cancellationToken)) == '\n') at++;
                line++;
                return (problem, true);
            }

            if (c == '"' && empty && !closed) quoted = true;
            else if (c == '"') problem ??= "A quote stands within a field that is not quoted.";
            else if (closed) problem ??= "Something follows a closing quote.";
            else problem ??= Keep(c);
            empty = false;
        }
    }

    private string? Keep(char c)
    {
        if (field.Length >= CertificateLimits.MaxField) return "A field is longer than is taken.";
        field.Append(c);
        return null;
    }

    /// <summary>The next character, or −1 at the end.</summary>
    private async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        if (at < filled) return buffer[at];
        (at, filled) = (0, await reader.ReadAsync(buffer, cancellationToken));
        return filled == 0 ? -1 : buffer[0];
    }
}
