using System.IO.Pipelines;

namespace Dashboard.Web.Exports;

/// <summary>Writes a workbook: a first sheet about the file, then the rows.</summary>
internal static class XlsxExport
{
    /// <summary>Writes <paramref name="sheet"/> as it is read: nothing of it is held, in memory or on disk.</summary>
    public static async Task WriteAsync(ExportSheet sheet, Stream output, CancellationToken cancellationToken)
    {
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await using (var workbook = new XlsxWorkbook(pipe))
        {
            await workbook.AddAsync("About", ["fact", "value"], About(sheet).ToAsyncEnumerable(), cancellationToken);
            await workbook.AddAsync(sheet.Name, sheet.Header, sheet.Cells(), cancellationToken);
        }

        await pipe.CompleteAsync();
    }

    private static List<object?[]> About(ExportSheet sheet) =>
    [
        ["list", sheet.Name],
        ["asOf", sheet.Facts.AsOf],
        ["run", sheet.Facts.Run?.Id],
        ["runStatus", sheet.Facts.Run?.Status.ToString()],
        ["missingScopes", string.Join("; ", sheet.Facts.Run?.MissingScopes ?? [])],
        ["ruleSetVersion", sheet.Facts.RuleSetVersion],
        ["filter", sheet.Facts.Filter],
    ];
}
