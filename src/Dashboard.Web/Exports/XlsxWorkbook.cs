using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;

namespace Dashboard.Web.Exports;

/// <summary>
/// A workbook (ECMA-376) that is sent while it is made: a ZIP whose parts follow each other, with the texts in their cells.
/// What names the parts comes last, since only then is it known how many sheets there are.
/// </summary>
internal sealed class XlsxWorkbook(PipeWriter pipe, int mostRows = XlsxWorkbook.MostRows) : IAsyncDisposable
{
    /// <summary>The last row that Excel has.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>The place of the style of moments: day, hour and minute.</summary>
    public const string MomentStyle = "1";

    private const int FlushAt = 32_768;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    private readonly ZipArchive _zip = new(new PipeMemoryStream(pipe), ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> _sheets = [];

    /// <summary>Adds a sheet; rows beyond Excel's last go on in further ones, each with the header.</summary>
    public async Task AddAsync(string name, IReadOnlyList<string> header, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var all = rows.GetAsyncEnumerator(cancellationToken);
        var more = await all.MoveNextAsync();
        for (var part = 1; part == 1 || more; part++)
        {
            _sheets.Add(part == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {part}"));
            await using var text = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"));
            var sheet = new XlsxRows(text, header.Count);
            text.Write($"""{Declaration}<worksheet xmlns="{Main}"><sheetData>""");
            sheet.Write([.. header]);
            for (; more && sheet.Count < mostRows; more = await all.MoveNextAsync())
            {
                sheet.Write(all.Current);
                if (pipe.UnflushedBytes > FlushAt) await pipe.FlushAsync(cancellationToken);
            }

            text.Write("</sheetData></worksheet>");
        }

        // What is there is sent on, so that a reader does not wait for the first rows of the next sheet.
        await pipe.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var numbers = Enumerable.Range(1, _sheets.Count).Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
        Write("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>""", "</sheets></workbook>",
            numbers.Select((n, i) => $"""<sheet name="{XlsxRows.Escaped(_sheets[i])}" sheetId="{n}" r:id="rId{n}"/>"""));
        Write("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Packages}/relationships">""", "</Relationships>",
            numbers.Select(n => Relation(n, "worksheet", $"worksheets/sheet{n}.xml")).Append(Relation("Styles", "styles", "styles.xml")));
        Write("xl/styles.xml", $"""<styleSheet xmlns="{Main}">""", "</styleSheet>",
        [
            """<fonts count="1"><font/></fonts>""",
            """<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>""",
            """<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>""",
        ]);
        Write("_rels/.rels", $"""<Relationships xmlns="{Packages}/relationships">""", "</Relationships>", [Relation("1", "officeDocument", "xl/workbook.xml")]);
        Write("[Content_Types].xml", $"""<Types xmlns="{Packages}/content-types">""", "</Types>",
        [
            """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>""",
            $"""<Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>""",
            $"""<Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>""",
            .. numbers.Select(n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{Types}.worksheet+xml"/>"""),
        ]);
        _zip.Dispose();
        await pipe.FlushAsync();
    }

    private static string Relation(string id, string type, string target) =>
        $"""<Relationship Id="rId{id}" Type="{Relations}/{type}" Target="{target}"/>""";

    private void Write(string name, string begin, string end, IEnumerable<string> content)
    {
        using var text = Part(name);
        text.Write(Declaration);
        text.Write(begin);
        foreach (var item in content) text.Write(item);
        text.Write(end);
    }

    private StreamWriter Part(string name) =>
        new(_zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
}
