using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Dashboard.Web.Exports;

/// <summary>Writes a workbook: a first sheet about the file, a second with the rows.</summary>
internal static class XlsxExport
{
    /// <summary>
    /// Writes <paramref name="sheet"/>. A workbook is a ZIP whose parts are finished out of order, so it is made in a
    /// temporary file and not in memory.
    /// </summary>
    public static async Task WriteAsync(ExportSheet sheet, Stream output, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var sheets = new Dictionary<string, object> { ["About"] = About(sheet), [sheet.Name] = Rows(sheet) };
        var configuration = new OpenXmlConfiguration { TableStyles = TableStyles.None, AutoFilter = false };
        await file.SaveAsAsync(sheets, configuration: configuration, cancellationToken: cancellationToken);
        file.Position = 0;
        await file.CopyToAsync(output, cancellationToken);
    }

    private static List<Dictionary<string, object?>> About(ExportSheet sheet) =>
    [
        Fact("list", sheet.Name),
        Fact("asOf", CellText.Moment(sheet.Facts.AsOf)),
        Fact("run", sheet.Facts.Run?.Id),
        Fact("runStatus", sheet.Facts.Run?.Status.ToString()),
        Fact("missingScopes", CellText.Of(string.Join("; ", sheet.Facts.Run?.MissingScopes ?? []))),
        Fact("ruleSetVersion", sheet.Facts.RuleSetVersion),
        Fact("filter", CellText.Of(sheet.Facts.Filter)),
    ];

    private static Dictionary<string, object?> Fact(string name, object? value) => new() { ["fact"] = name, ["value"] = value };

    private static IAsyncEnumerable<Dictionary<string, object?>> Rows(ExportSheet sheet) => sheet.Cells().Select(cells =>
    {
        var row = new Dictionary<string, object?>(cells.Length);
        for (var i = 0; i < cells.Length; i++) row[sheet.Header[i]] = Printable(CellText.Of(cells[i]));
        return row;
    });

    /// <summary>XML cannot carry most control characters at all.</summary>
    private static object? Printable(object? value) => value is string text && text.Any(IsForbidden)
        ? string.Concat(text.Select(c => IsForbidden(c) ? '\uFFFD' : c))
        : value;

    private static bool IsForbidden(char c) => c is (< ' ' and not '\t' and not '\n' and not '\r') or '\uFFFE' or '\uFFFF';
}
