using System.Globalization;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Weaknesses;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>Which certificates are listed: all of it is in the address, in the words that page and API share.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Sort">In what order.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record CertificatesView(CertificateFilter Filter, CertificateSort Sort, int Page = 1)
{
    /// <summary>All of them, what expires first first.</summary>
    public static CertificatesView All { get; } = new(CertificateFilter.Any, CertificateSort.Default);

    /// <summary>Those that are in use: what a reader wants to see first.</summary>
    public static CertificatesView Live { get; } =
        new(CertificateFilter.Any with { Status = [CertificateStatus.Live], Expired = false }, CertificateSort.Default);

    /// <summary>The view that a query string says; what is not understood is left out.</summary>
    public static CertificatesView Parse(IReadOnlyDictionary<string, StringValues> query)
    {
        string? Text(string name) => query.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;
        bool? Flag(string name) => Text(name) is { } text && bool.TryParse(text, out var flag) ? flag : null;
        DateOnly? Day(string name) => AsOfUrl.TryParseDate(Text(name) ?? "", out var day) ? day : null;
        var filter = new CertificateFilter
        {
            Status = Each<CertificateStatus>(query, "status"),
            Source = Each<CertificateSource>(query, "source"),
            Custody = Each<KeyCustody>(query, "custody"),
            Weakness = Each<CertificateWeakness>(query, "weakness"),
            Pki = query.TryGetValue("pki", out var pkis) ? [.. pkis.Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1).Where(p => p >= 0)] : [],
            App = query.TryGetValue("app", out var apps) ? [.. apps.OfType<string>().Where(a => a.Length > 0)] : [],
            Expired = Flag("expired"),
            ExpiresFrom = Day("expiresFrom") is { } first ? Start(first) : null,
            ExpiresBefore = Day("expiresTo") is { } last && last < DateOnly.MaxValue ? Start(last.AddDays(1)) : null,
            Suggested = Flag("suggested"),
            Lapsed = Flag("lapsed"),
            Text = Text("q"),
        };
        var sort = Text("sort");
        var column = Enum.GetValues<CertificateSortColumn>().Where(c => c.ToString().Equals(sort?.TrimStart('-'), StringComparison.OrdinalIgnoreCase)).ToList();
        return new CertificatesView(
            filter, column.Count == 0 ? CertificateSort.Default : new CertificateSort(column[0], sort!.StartsWith('-')),
            int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);
    }

    /// <summary>As pairs of a query string.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs()
    {
        foreach (var pair in FilterPairs()) yield return pair;
        if (Sort != CertificateSort.Default) yield return new("sort", (Sort.Descending ? "-" : "") + TagsView.Enums.Word(Sort.Column));
        if (Page > 1) yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Only the filter, for exports and the API.</summary>
    public IEnumerable<KeyValuePair<string, string>> FilterPairs()
    {
        foreach (var s in Filter.Status) yield return new("status", TagsView.Enums.Word(s));
        foreach (var s in Filter.Source) yield return new("source", TagsView.Enums.Word(s));
        foreach (var c in Filter.Custody) yield return new("custody", TagsView.Enums.Word(c));
        foreach (var w in Filter.Weakness) yield return new("weakness", TagsView.Enums.Word(w));
        foreach (var p in Filter.Pki) yield return new("pki", p.ToString(CultureInfo.InvariantCulture));
        foreach (var a in Filter.App) yield return new("app", a);
        if (Filter.Expired is { } expired) yield return new("expired", Word(expired));
        if (Filter.ExpiresFrom is { } from) yield return new("expiresFrom", Iso(from));
        if (Filter.ExpiresBefore is { } before) yield return new("expiresTo", Iso(before.AddDays(-1)));
        if (Filter.Suggested is { } suggested) yield return new("suggested", Word(suggested));
        if (Filter.Lapsed is { } lapsed) yield return new("lapsed", Word(lapsed));
        if (Filter.Text is { } text) yield return new("q", text);
    }

    private static List<T> Each<T>(IReadOnlyDictionary<string, StringValues> query, string name)
        where T : struct, Enum => query.TryGetValue(name, out var values) ? [.. values.Select(TagsView.Enums.Of<T>).OfType<T>().Distinct()] : [];

    private static string Word(bool flag) => flag ? "true" : "false";

    private static string Iso(DateTimeOffset day) => day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
