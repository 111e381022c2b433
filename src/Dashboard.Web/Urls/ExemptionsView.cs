using System.Globalization;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>Which policy exemptions are listed: all of it is in the address.</summary>
/// <param name="Finding">Only those with this finding; null: all.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record ExemptionsView(ExemptionFinding? Finding = null, int Page = 1)
{
    /// <summary>The name of the parameter, which page and API share.</summary>
    public const string FindingParameter = "finding";

    /// <summary>The view that a query string says; what is not understood is left out.</summary>
    public static ExemptionsView Parse(IReadOnlyDictionary<string, StringValues> query)
    {
        string? Text(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        return new ExemptionsView(
            TagsView.Enums.Of<ExemptionFinding>(Text(FindingParameter)),
            int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);
    }

    /// <summary>As pairs of a query string.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs()
    {
        if (Finding is { } finding) yield return new(FindingParameter, TagsView.Enums.Word(finding));
        if (Page > 1) yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Those of <paramref name="items"/> with one of some findings; all where none are named.</summary>
    public static IReadOnlyList<ExemptionItem> Of(IReadOnlyList<ExemptionItem> items, IReadOnlyCollection<ExemptionFinding> findings) =>
        findings.Count == 0 ? items : [.. items.Where(i => i.Findings.Any(findings.Contains))];
}
