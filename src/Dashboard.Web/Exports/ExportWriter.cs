namespace Dashboard.Web.Exports;

/// <summary>Writes a list in a format.</summary>
internal static class ExportWriter
{
    /// <summary>Writes <paramref name="sheet"/>.</summary>
    public static Task WriteAsync(ExportSheet sheet, ExportFormat format, Stream output, CancellationToken cancellationToken) => format switch
    {
        ExportFormat.Json => JsonExport.WriteAsync(sheet, output, cancellationToken),
        ExportFormat.Csv => CsvExport.WriteAsync(sheet, output, cancellationToken),
        ExportFormat.Xlsx => XlsxExport.WriteAsync(sheet, output, cancellationToken),
    };

    /// <summary>The media type of a format.</summary>
    public static string ContentType(ExportFormat format) => format switch
    {
        ExportFormat.Json => "application/json; charset=utf-8",
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
}
