using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Dashboard.Web.Tests.Remediation;

/// <summary>The figures that the page shows, read from the HTML that the server sends, and the same figures written as the page would.</summary>
internal static partial class ShownFigures
{
    /// <summary>What the page shows, by name.</summary>
    public static Dictionary<string, string> Of(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        var figures = new Dictionary<string, string>
        {
            ["open"] = Text(page, "h1 [data-figure=open]"),
            ["overdue"] = page.QuerySelector("h1 [data-figure=overdue]")!.GetAttribute("data-value")!,
            ["median"] = Time(page, "ttr-median"),
            ["p90"] = Time(page, "ttr-p90"),
            ["mean"] = Text(page, "[data-figure=ttr-mean]").Replace("days", "", StringComparison.Ordinal).Trim(),
            ["kept"] = Text(page, "[data-figure=sla-kept]"),
            ["ages"] = string.Join(' ', page.QuerySelectorAll("[data-figure=open-age]").Select(Text)),
            ["weeks"] = string.Join('\n', Columns(page, "week-detected", "week-remediated", "week-otherwise", "week-open").Reverse()),
        };
        foreach (var name in new[] { "sla-met", "sla-missed", "sla-otherwise", "ttr-remediated", "curve-remediated", "curve-open", "curve-otherwise", "open-headline" })
            figures[name] = Text(page, $"[data-figure={name}]");
        foreach (var name in new[] { "ttr-30", "ttr-90" }) figures[name] = page.QuerySelector($"[data-figure={name}]") is { } share ? Text(share) : "–";
        return figures;
    }

    /// <summary>What it has to show.</summary>
    public static Dictionary<string, string> Of(PlainFigures plain, long firstRun)
    {
        var sla = plain.Sla;
        return new()
        {
            ["open"] = Count(plain.Open),
            ["overdue"] = Count(plain.Overdue),
            ["median"] = Time(plain, 0.5),
            ["p90"] = Time(plain, 0.9),
            ["mean"] = Days(plain.Mean!.Value),
            ["kept"] = Percent((double)sla.Met / (sla.Met + sla.Missed + sla.Otherwise)),
            ["ages"] = string.Join(' ', new[] { plain.Aged(-1, 7), plain.Aged(7, 30), plain.Aged(30, 90), plain.Aged(90, double.MaxValue) }.Select(Count)),
            ["weeks"] = string.Join('\n', plain.Weeks(26, firstRun).Select(w => $"{Count(w.Detected)} {Count(w.Remediated)} {Count(w.Otherwise)} {Count(w.Open)}")),
            ["sla-met"] = Count(sla.Met),
            ["sla-missed"] = Count(sla.Missed),
            ["sla-otherwise"] = Count(sla.Otherwise),
            ["ttr-remediated"] = Count(plain.Remediated),
            ["curve-remediated"] = Count(plain.Remediated),
            ["curve-open"] = Count(plain.Standing),
            ["curve-otherwise"] = Count(plain.EndedOtherwise),
            ["open-headline"] = Count(plain.Aged(-1, double.MaxValue)),
            ["ttr-30"] = plain.Within(30) is { } month ? Percent(month) : "–",
            ["ttr-90"] = plain.Within(90) is { } quarter ? Percent(quarter) : "–",
        };
    }

    /// <summary>Floored to one decimal; a share of exactly one half may have come out of a long product as a little less.</summary>
    public static string Percent(double share) =>
        (Math.Floor(Math.Round((decimal)share, 9) * 1000) / 10).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Time(PlainFigures plain, double q) =>
        plain.Quantile(q) is { } days ? Days(days) : $"Not reached, more than {Math.Floor(plain.Longest).ToString(CultureInfo.InvariantCulture)} days";

    private static string Days(double days) =>
        Math.Round((decimal)days, days < 10 ? 1 : 0, MidpointRounding.AwayFromZero).ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(IDocument page, string name)
    {
        var figure = page.QuerySelector($"[data-figure={name}]")!;
        var text = Text(figure).Replace("days", "", StringComparison.Ordinal).Trim();
        return text != "Not reached" ? text : $"{text}, {MoreThan().Match(figure.Closest(".tile")!.TextContent).Value.ToLowerInvariant()}";
    }

    private static IEnumerable<string> Columns(IDocument page, params string[] names)
    {
        var columns = names.Select(n => page.QuerySelectorAll($"[data-figure={n}]").Select(Text).ToList()).ToList();
        return Enumerable.Range(0, columns[0].Count).Select(row => string.Join(' ', columns.Select(c => c[row])));
    }

    private static string Text(IDocument page, string selector) => Text(page.QuerySelector(selector)!);

    private static string Text(IElement element) => element.TextContent.Trim();

    [GeneratedRegex("More than [0-9,]+ days?")]
    private static partial Regex MoreThan();
}
