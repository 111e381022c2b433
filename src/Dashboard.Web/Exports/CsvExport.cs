using System.Text;

namespace Dashboard.Web.Exports;

/// <summary>
/// Writes CSV (RFC 4180). Each row carries the moment, the rule-set version and the filter in its last columns: the file
/// says what it is, and stays a plain table without comment lines.
/// </summary>
internal static class CsvExport
{
    private const int RowsAtOnce = 200;
    private const string LineEnd = "\r\n";

    /// <summary>Writes <paramref name="sheet"/>.</summary>
    public static async Task WriteAsync(ExportSheet sheet, Stream output, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        object?[] facts = [sheet.Facts.AsOf, sheet.Facts.RuleSetVersion, sheet.Facts.Filter];
        var lines = new StringBuilder();
        Append(lines, sheet.Header.Concat(["asOf", "ruleSetVersion", "filter"]));
        var rows = 0;
        await foreach (var row in sheet.Cells().WithCancellation(cancellationToken))
        {
            Append(lines, row.Concat(facts).Select(CellText.TextOf));
            if (++rows % RowsAtOnce != 0) continue;
            await text.WriteAsync(lines, cancellationToken);
            lines.Clear();
        }

        await text.WriteAsync(lines, cancellationToken);
    }

    private static void Append(StringBuilder lines, IEnumerable<string> cells) =>
        lines.AppendJoin(',', cells.Select(Quoted)).Append(LineEnd);

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
