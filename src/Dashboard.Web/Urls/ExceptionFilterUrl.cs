using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>A filter of exceptions as a query string told it.</summary>
/// <param name="Filter">What was understood.</param>
/// <param name="Problems">What was not: the API answers 400 with them.</param>
public sealed record ParsedExceptionFilter(ExceptionFilter Filter, IReadOnlyList<UrlProblem> Problems);

/// <summary>
/// The one mapping between a query string and <see cref="ExceptionFilter"/>. A field with several values repeats its parameter.
/// <c>rule</c> is read by <see cref="AppFilterUrl"/>: of exceptions it names what they cover.
/// </summary>
public static class ExceptionFilterUrl
{
    private const int MaxLength = 400;

    /// <summary>ARM ids, escaped.</summary>
    private const int MaxIdLength = 2_000;

    /// <summary>The parameters that belong to the filter.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        ["status", "expiring", "severity", "treatment", "requester", "app", "expiresFrom", "expiresTo"];

    /// <summary>Reads the filter's parameters and leaves all others alone.</summary>
    public static ParsedExceptionFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var filter = ExceptionFilter.Any;
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

        return new ParsedExceptionFilter(filter, problems);
    }

    /// <summary>The parameters that say <paramref name="filter"/>, its rules included.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToPairs(ExceptionFilter filter)
    {
        foreach (var status in filter.Status) yield return new("status", status.ToString());
        if (filter.Expiring is { } expiring) yield return new("expiring", expiring ? "true" : "false");
        foreach (var rule in filter.Rule) yield return new("rule", rule);
        foreach (var severity in filter.Severity) yield return new("severity", severity.ToString());
        foreach (var treatment in filter.Treatment) yield return new("treatment", treatment.ToString());
        foreach (var requester in filter.Requester) yield return new("requester", requester);
        foreach (var app in filter.App) yield return new("app", app);
        if (filter.ExpiresAfter is { } after) yield return new("expiresFrom", EventFilterUrl.FormatFrom(after));
        if (filter.ExpiresUntil is { } until) yield return new("expiresTo", AsOfUrl.Format(until));
    }

    private static ExceptionFilter Read(ExceptionFilter filter, string name, List<string> texts, List<UrlProblem> problems) => name.ToLowerInvariant() switch
    {
        "status" => filter with { Status = Each<ExceptionStatus>(name, texts, problems) },
        "severity" => filter with { Severity = Each<Severity>(name, texts, problems) },
        "treatment" => filter with { Treatment = Each<ExceptionTreatment>(name, texts, problems) },
        "expiring" => filter with { Expiring = Flag(name, texts, problems) },
        "requester" => filter with { Requester = [.. texts.Distinct(StringComparer.OrdinalIgnoreCase)] },
        "expiresfrom" => filter with { ExpiresAfter = EventFilterUrl.From(name, texts, problems) },
        "expiresto" => filter with { ExpiresUntil = EventFilterUrl.Until(name, texts, problems) },
        _ => filter with { App = [.. texts.Distinct(StringComparer.OrdinalIgnoreCase)] },
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

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
