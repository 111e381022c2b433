using System.Globalization;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>A filter of findings as a query string told it.</summary>
/// <param name="Filter">What was understood.</param>
/// <param name="Problems">What was not: the API answers 400 with them.</param>
public sealed record ParsedFindingFilter(FindingFilter Filter, IReadOnlyList<UrlProblem> Problems);

/// <summary>
/// The one mapping between a query string and <see cref="FindingFilter"/>. A field with several values repeats its parameter; an empty
/// <c>assignee=</c> means nobody. <c>rule</c> and <c>excepted</c> are read by <see cref="AppFilterUrl"/>: of findings they name their own rule,
/// and ask whether an exception covers them.
/// </summary>
public static class FindingFilterUrl
{
    /// <summary>No history is longer.</summary>
    private const int MaxDays = 36_500;

    private const int MaxLength = 400;

    /// <summary>ARM ids, escaped.</summary>
    private const int MaxIdLength = 2_000;

    /// <summary>The parameters that belong to the filter.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
    [
        "status", "severity", "end", "assignee", "headline", "flapping", "baseline",
        "detectedFrom", "detectedTo", "endedFrom", "endedTo", "openAt", "sla", "app", "detectedWithin",
    ];

    /// <summary>Reads the filter's parameters and leaves all others alone.</summary>
    public static ParsedFindingFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var filter = FindingFilter.Any;
        var problems = new List<UrlProblem>();
        foreach (var (name, raw) in query)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            var texts = raw.Select(t => (t ?? "").Trim()).ToList();
            var longest = name.Equals("app", StringComparison.OrdinalIgnoreCase) ? MaxIdLength : MaxLength;
            if (texts.Count > AppFilterUrl.MaxValues || texts.Exists(t => t.Length > longest))
                problems.Add(new UrlProblem(name, $"At most {AppFilterUrl.MaxValues} values of at most {longest} characters each."));
            else filter = Read(filter, name, texts, problems);
        }

        return new ParsedFindingFilter(filter, problems);
    }

    /// <summary>
    /// The parameters of findings that the filter of apps has as well, as that understood them: the filter of the findings, and that of the
    /// apps that they are on, which asks nothing of the two.
    /// </summary>
    public static (FindingFilter Findings, AppFilter Apps) Split(FindingFilter findings, AppFilter filter) => (
        findings with { Rule = filter.FailedRule, Excepted = filter.Excepted }, filter with { FailedRule = [], Excepted = null });

    /// <summary>The parameters that say <paramref name="filter"/>, its rules included.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToPairs(FindingFilter filter)
    {
        foreach (var status in filter.Status) yield return new("status", status.ToString());
        foreach (var rule in filter.Rule) yield return new("rule", rule);
        foreach (var severity in filter.Severity) yield return new("severity", severity.ToString());
        foreach (var end in filter.End) yield return new("end", end.ToString());
        foreach (var assignee in filter.Assignee) yield return new("assignee", assignee);
        if (filter.Headline is { } headline) yield return new("headline", Word(headline));
        if (filter.Flapping is { } flapping) yield return new("flapping", Word(flapping));
        if (filter.Baseline is { } baseline) yield return new("baseline", Word(baseline));
        if (filter.Excepted is { } excepted) yield return new("excepted", Word(excepted));
        if (filter.DetectedAfter is { } detectedAfter) yield return new("detectedFrom", EventFilterUrl.FormatFrom(detectedAfter));
        if (filter.DetectedUntil is { } detectedUntil) yield return new("detectedTo", AsOfUrl.Format(detectedUntil));
        if (filter.EndedAfter is { } endedAfter) yield return new("endedFrom", EventFilterUrl.FormatFrom(endedAfter));
        if (filter.EndedUntil is { } endedUntil) yield return new("endedTo", AsOfUrl.Format(endedUntil));
        if (filter.OpenAt is { } openAt) yield return new("openAt", AsOfUrl.Format(openAt));
        foreach (var outcome in filter.Sla) yield return new("sla", TagsView.Enums.Word(outcome));
        foreach (var app in filter.App) yield return new("app", app);
        if (filter.DetectedWithinDays is { } days) yield return new("detectedWithin", days.ToString(CultureInfo.InvariantCulture));
    }

    private static FindingFilter Read(FindingFilter filter, string name, List<string> texts, List<UrlProblem> problems) => name.ToLowerInvariant() switch
    {
        "status" => filter with { Status = Each<FindingStatus>(name, texts, problems) },
        "severity" => filter with { Severity = Each<Severity>(name, texts, problems) },
        "end" => filter with { End = Each<FindingEnd>(name, texts, problems) },
        "headline" => filter with { Headline = Flag(name, texts, problems) },
        "flapping" => filter with { Flapping = Flag(name, texts, problems) },
        "baseline" => filter with { Baseline = Flag(name, texts, problems) },
        "detectedfrom" => filter with { DetectedAfter = EventFilterUrl.From(name, texts, problems) },
        "detectedto" => filter with { DetectedUntil = EventFilterUrl.Until(name, texts, problems) },
        "endedfrom" => filter with { EndedAfter = EventFilterUrl.From(name, texts, problems) },
        "endedto" => filter with { EndedUntil = EventFilterUrl.Until(name, texts, problems) },
        "openat" => filter with { OpenAt = EventFilterUrl.Until(name, texts, problems) },
        "sla" => filter with { Sla = Each<SlaOutcome>(name, texts, problems) },
        "app" => filter with { App = [.. texts.Distinct(StringComparer.OrdinalIgnoreCase)] },
        "detectedwithin" => filter with { DetectedWithinDays = Days(name, texts, problems) },
        _ => filter with { Assignee = [.. texts.Distinct()] },
    };

    private static List<T> Each<T>(string name, List<string> texts, List<UrlProblem> problems) where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var text in texts)
        {
            if (TagsView.Enums.Of<T>(text) is { } value) found.Add(value);
            else problems.Add(new UrlProblem(name, $"'{Shown(text)}' is not understood: {name} is one of {string.Join(", ", Enum.GetNames<T>())}; repeat the parameter for several."));
        }

        return found;
    }

    private static bool? Flag(string name, List<string> texts, List<UrlProblem> problems)
    {
        if (texts.Count == 1 && bool.TryParse(texts[0], out var flag)) return flag;
        problems.Add(new UrlProblem(name, $"'{Shown(string.Join(",", texts))}' is not understood: {name} is true or false, once."));
        return null;
    }

    private static int? Days(string name, List<string> texts, List<UrlProblem> problems)
    {
        if (texts.Count == 1 && int.TryParse(texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MaxDays) return days;
        problems.Add(new UrlProblem(name, FormattableString.Invariant($"'{Shown(string.Join(",", texts))}' is not understood: {name} is a number of days from 1 to {MaxDays}, once.")));
        return null;
    }

    private static string Word(bool flag) => flag ? "true" : "false";

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
