using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Dashboard.Web.Tests.Support;
using MiniExcelLibs;

namespace Dashboard.Web.Tests.Exceptions;

/// <summary>
/// All that the program says of its estate: every list of the API, every export in each format, and what pages show. A figure is a place
/// (<c>apps.csv 12 verdict</c>) with its text.
/// </summary>
internal sealed class AllFigures
{
    private static readonly string[] Dimensions =
        ["Subscription", "CostCentre", "Owner", "Environment", "Scenario", "Sensitivity", "Tier", "Reachability"];

    private static readonly string[] Lists =
    [
        "overview", "kpis/coverage", .. Dimensions.Select(d => $"kpis/coverage?by={d}"), "kpis/findings", "kpis/time-to-remediate",
        "kpis/time-to-remediate?by=Owner", "kpis/time-to-remediate?by=Rule", "kpis/finding-weeks", "apps?pageSize=1000", "apps?inScope=yes&stopped=false&pageSize=1000",
        "findings?sort=detected&pageSize=1000", "rules", "tags", "untagged", "history?pageSize=1000", "changes?pageSize=1000", "plans", "costs", "unlock-costs",
    ];

    private static readonly string[] Pages =
    [
        "/", "/?by=owner", "/?by=environment", "/apps?rows=200", "/findings?sort=detected", "/remediation", "/remediation?by=rule", "/rules", "/tags", "/costs",
        "/my-apps",
    ];

    private readonly Dictionary<string, string> _figures = new(StringComparer.Ordinal);

    public string this[string place] => _figures[place];

    public IEnumerable<string> Places => _figures.Keys;

    public static async Task<AllFigures> ReadAsync(RunningDemo demo)
    {
        var all = new AllFigures();
        using var client = demo.Client();
        foreach (var list in Lists)
        {
            all.Add(list, JsonNode.Parse(await client.GetStringAsync("/api/v1/" + list)));
            var (name, query) = list.Split('?') is [var path, var rest] ? (path, "?" + WithoutPaging(rest)) : (list, "");
            all.Add($"{name}.json{query}", JsonNode.Parse(await client.GetStringAsync($"/api/v1/{name}.json{query}")));
            all.AddCsv($"{name}.csv{query}", await client.GetStringAsync($"/api/v1/{name}.csv{query}"));
            all.AddXlsx($"{name}.xlsx{query}", await client.GetByteArrayAsync($"/api/v1/{name}.xlsx{query}"));
        }

        using var owner = demo.Client("owner");
        foreach (var page in Pages) all.AddPage(page, await (page == "/my-apps" ? owner : client).GetStringAsync(page));
        return all;
    }

    /// <summary>The places that differ, or that only one of the two has.</summary>
    public List<string> DifferencesTo(AllFigures other) =>
        [.. Places.Union(other.Places).Where(p => _figures.GetValueOrDefault(p) != other._figures.GetValueOrDefault(p))];

    /// <summary>The figures of a page that lead to rows, with their addresses.</summary>
    public static IEnumerable<IElement> Linked(string html) => new HtmlParser().ParseDocument(html).QuerySelectorAll("a[data-figure]");

    private static string WithoutPaging(string query) => string.Join('&', query.Split('&').Where(p => !p.StartsWith("pageSize=", StringComparison.Ordinal)));

    private void Add(string place, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject group:
                foreach (var (name, value) in group) Add($"{place} {name}", value);
                break;
            case JsonArray array:
                // A row is known by what it is about, so that another order is no difference.
                for (var i = 0; i < array.Count; i++) Add($"{place} {Key(array[i], i)}", array[i]);
                break;
            default:
                Assert.True(_figures.TryAdd(place, node?.ToJsonString() ?? ""), place);
                break;
        }
    }

    private static string Key(JsonNode? row, int index)
    {
        if (row is not JsonObject fields) return Number(index);
        foreach (var name in new[] { "id", "resourceId", "day" })
        {
            if (fields.TryGetPropertyValue(name, out var value) && value is not null && !fields.ContainsKey("from")) return value.ToString();
        }

        return Number(index);
    }

    private void AddCsv(string place, string csv)
    {
        var rows = Csv(csv);
        for (var row = 1; row < rows.Count; row++)
            for (var column = 0; column < rows[0].Count; column++) AddCell(place, row, rows[row][0], rows[0][0], rows[0][column], rows[row][column]);
    }

    // In a file of single figures the name of a figure is the row.
    private void AddCell(string place, int row, string first, string firstColumn, string column, string value) =>
        _figures.Add(firstColumn == "figure" ? $"{place} {column} {first}" : $"{place} {Number(row)} {column}", value);

    private void AddXlsx(string place, byte[] bytes)
    {
        using var book = new MemoryStream(bytes);
        foreach (var sheet in book.GetSheetNames().Skip(1))
        {
            var rows = book.Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object?>>().ToList();
            for (var row = 0; row < rows.Count; row++)
                foreach (var (column, value) in rows[row]) AddCell($"{place} {sheet}", row, Cell(rows[row].First().Value), rows[row].First().Key, column, Cell(value));
        }
    }

    private void AddPage(string place, string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        foreach (var group in page.QuerySelectorAll("[data-figure]").GroupBy(f => f.GetAttribute("data-figure")!))
            foreach (var (figure, index) in group.Select((f, i) => (f, i)))
                _figures.Add($"page {place} {group.Key} {Number(index)}", figure.GetAttribute("data-value") ?? figure.TextContent.Trim());
        foreach (var (badge, index) in page.QuerySelectorAll("span.v").Select((b, i) => (b, i)))
            _figures.Add($"page {place} verdict-badge {Number(index)}", badge.TextContent.Trim());
    }

    private static List<List<string>> Csv(string text)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = text.StartsWith('\ufeff') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (c == '"') quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted) { row.Add(cell.ToString()); cell.Clear(); if (c == '\n') { rows.Add(row); row = []; } }
            else if (c != '\r' || quoted) cell.Append(c);
        }

        return rows;
    }

    private static string Cell(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Number(int value) => value.ToString("D4", CultureInfo.InvariantCulture);
}
