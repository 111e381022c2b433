using System.Globalization;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>Something in a query string that was not understood.</summary>
/// <param name="Parameter">The parameter's name as written.</param>
/// <param name="Detail">What is wrong and what would be right, in a sentence.</param>
public sealed record UrlProblem(string Parameter, string Detail);

/// <summary>A filter as a query string told it.</summary>
/// <param name="Filter">What was understood.</param>
/// <param name="Problems">What was not: the API answers 400 with them, pages leave it out of the filter.</param>
public sealed record ParsedFilter(AppFilter Filter, IReadOnlyList<UrlProblem> Problems);

/// <summary>
/// The one mapping between a query string and <see cref="AppFilter"/>: API, pages and exports use it, so a link means
/// the same everywhere. A field with several values repeats its parameter (tag values may contain commas); an empty
/// value means "none" (<c>owner=</c>: apps without an owner). Every app has a subscription, so <c>subscription=</c> matches no
/// app: a value that no app can have restricts to nothing, and never falls away.
/// </summary>
public static class AppFilterUrl
{
    /// <summary>More values of one parameter than this are refused, so that a URL cannot become an endless query.</summary>
    public const int MaxValues = 100;

    private const int MaxLength = 400;

    /// <summary>No exception lasts longer.</summary>
    private const int MaxDays = 3_650;

    /// <summary>A tag's name and value, escaped.</summary>
    private const int MaxTagLength = 2_000;

    private static readonly Dictionary<string, Func<AppFilter, Values, AppFilter>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["subscription"] = (f, v) => f with { Subscription = v.Folded() },
        ["costCentre"] = (f, v) => f with { CostCentre = v.Folded() },
        ["owner"] = (f, v) => f with { Owner = v.Folded() },
        ["environment"] = (f, v) => f with { Environment = v.Folded() },
        ["scenario"] = (f, v) => f with { Scenario = v.Folded() },
        ["sensitivity"] = (f, v) => f with { Sensitivity = v.EnumNames<Sensitivity>() },
        ["tier"] = (f, v) => f with { Tier = v.Folded() },
        ["reachability"] = (f, v) => f with { Reachability = v.Enums<Reachability>() },
        ["verdict"] = (f, v) => f with { Verdict = v.Enums<Verdict>() },
        ["rule"] = (f, v) => f with { FailedRule = v.RuleIds() },
        ["ruleResult"] = (f, v) => f with { RuleResult = v.RuleResults() },
        ["tag"] = (f, v) => f with { Tag = v.Tags() },
        ["inScope"] = (f, v) => f with { InScope = v.Scopes() },
        ["stopped"] = (f, v) => f with { Stopped = v.Flag() },
        ["stale"] = (f, v) => f with { Stale = v.Flag() },
        ["optedOut"] = (f, v) => f with { OptedOut = v.Flag() },
        ["excepted"] = (f, v) => f with { Excepted = v.Flag() },
        ["enforcedOrExcepted"] = (f, v) => f with { EnforcedOrExcepted = v.Flag() },
        ["exceptionEndsWithin"] = (f, v) => f with { ExceptionEndsWithinDays = v.Days() },
        ["q"] = (f, v) => f with { Text = v.Text() },
    };

    /// <summary>The parameters that belong to the filter.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    /// <summary>Reads the filter's parameters and leaves all others alone.</summary>
    public static ParsedFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var filter = AppFilter.Any;
        var problems = new List<UrlProblem>();
        foreach (var (name, raw) in query)
        {
            if (!Readers.TryGetValue(name, out var read)) continue;
            var texts = raw.Select(t => (t ?? "").Trim()).ToList();
            if (texts.Count > MaxValues || texts.Exists(t => t.Length > Longest(name)))
            {
                problems.Add(new UrlProblem(name, $"At most {MaxValues} values of at most {Longest(name)} characters each."));
                continue;
            }

            filter = read(filter, new Values(name, texts, problems));
        }

        return new ParsedFilter(filter, problems);
    }

    /// <summary>Reads the filter of a query string, with or without its <c>?</c>.</summary>
    public static ParsedFilter Parse(string? query) =>
        Parse(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query));

    /// <summary>The parameters that say <paramref name="filter"/>, in an order that is always the same.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToPairs(AppFilter filter)
    {
        return Pairs("subscription", filter.Subscription)
            .Concat(Pairs("costCentre", filter.CostCentre))
            .Concat(Pairs("owner", filter.Owner))
            .Concat(Pairs("environment", filter.Environment))
            .Concat(Pairs("scenario", filter.Scenario))
            .Concat(Pairs("sensitivity", filter.Sensitivity))
            .Concat(Pairs("tier", filter.Tier))
            .Concat(Pairs("reachability", filter.Reachability.Select(r => KpiKeys.Fold(r.ToString()))))
            .Concat(Pairs("verdict", filter.Verdict.Select(v => v.ToString())))
            .Concat(Pairs("rule", filter.FailedRule))
            .Concat(Pairs("ruleResult", filter.RuleResult.Select(r => $"{r.RuleId}:{KpiKeys.Fold(r.Result.ToString())}")))
            .Concat(Pairs("tag", filter.Tag.Select(t => t.ToString())))
            .Concat(Pairs("inScope", filter.InScope.Select(s => KpiKeys.Fold(s.ToString()))))
            .Concat(Flag("stopped", filter.Stopped))
            .Concat(Flag("stale", filter.Stale))
            .Concat(Flag("optedOut", filter.OptedOut))
            .Concat(Flag("excepted", filter.Excepted))
            .Concat(Flag("enforcedOrExcepted", filter.EnforcedOrExcepted))
            .Concat(filter.ExceptionEndsWithinDays is { } days ? Pairs("exceptionEndsWithin", [days.ToString(CultureInfo.InvariantCulture)]) : [])
            .Concat(string.IsNullOrWhiteSpace(filter.Text) ? [] : Pairs("q", [filter.Text.Trim()]));

        static IEnumerable<KeyValuePair<string, string>> Pairs(string name, IEnumerable<string> values) =>
            values.Select(v => KeyValuePair.Create(name, v));

        static IEnumerable<KeyValuePair<string, string>> Flag(string name, bool? value) =>
            value is null ? [] : Pairs(name, [value.Value ? "true" : "false"]);
    }

    private static int Longest(string name) => name.Equals("tag", StringComparison.OrdinalIgnoreCase) ? MaxTagLength : MaxLength;

    /// <summary>The values of one parameter, and where to say what is wrong with them.</summary>
    private sealed class Values(string name, List<string> texts, List<UrlProblem> problems)
    {
        public List<string> Folded() => [.. texts.Select(KpiKeys.Fold).Distinct()];

        public List<T> Enums<T>() where T : struct, Enum => [.. texts.SelectMany(One<T>).Distinct()];

        /// <summary>Names of <typeparamref name="T"/>, folded, or empty for "none".</summary>
        public List<string> EnumNames<T>() where T : struct, Enum =>
            [.. texts.SelectMany(t => t.Length == 0 ? [""] : One<T>(t).Select(v => KpiKeys.Fold(v.ToString()))).Distinct()];

        /// <summary><c>true</c> and <c>false</c> are understood too, since answers show the scope as a JSON boolean.</summary>
        public List<ScopeChoice> Scopes() => [.. texts.SelectMany(t => KpiKeys.Fold(t) switch
        {
            "true" => [ScopeChoice.Yes],
            "false" => [ScopeChoice.No],
            _ => One<ScopeChoice>(t),
        }).Distinct()];

        public List<string> RuleIds() => [.. texts.SelectMany(t =>
            IsRuleId(t) ? [t.ToUpperInvariant()] : Wrong<string>(t, "a rule's id such as MTLS001")).Distinct()];

        public List<RuleResultChoice> RuleResults() => [.. texts.SelectMany(t =>
        {
            var at = t.IndexOf(':', StringComparison.Ordinal);
            return at > 0 && IsRuleId(t[..at]) && TagsView.Enums.Of<RuleResult>(t[(at + 1)..]) is { } result
                ? [new RuleResultChoice(t[..at].ToUpperInvariant(), result)]
                : Wrong<RuleResultChoice>(t, $"a rule's id and one of {string.Join(", ", Enum.GetNames<RuleResult>())}, such as MTLS006:unknown");
        }).Distinct()];

        public List<TagQuery> Tags() => [.. texts.SelectMany(t => TagQuery.Parse(t) is { } query
            ? [query]
            : Wrong<TagQuery>(t, "a kind of tag and what became of it, such as sensitivity:invalid")).Distinct()];

        public bool? Flag()
        {
            if (texts.Count == 1 && bool.TryParse(texts[0], out var flag)) return flag;
            Wrong<bool>(string.Join(",", texts), "true or false, once");
            return null;
        }

        public int? Days()
        {
            if (texts.Count == 1 && int.TryParse(texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MaxDays) return days;
            Wrong<int>(string.Join(",", texts), FormattableString.Invariant($"a number of days from 1 to {MaxDays}, once"));
            return null;
        }

        public string? Text()
        {
            if (texts.Count > 1) Wrong<string>(string.Join(",", texts), "given once");
            return texts.FirstOrDefault() is { Length: > 0 } text ? text : null;
        }

        private static bool IsRuleId(string t) =>
            t.Length == 7 && t.StartsWith("MTLS", StringComparison.OrdinalIgnoreCase) && t[4..].All(char.IsAsciiDigit);

        private T[] One<T>(string text) where T : struct, Enum
        {
            foreach (var value in Enum.GetValues<T>())
                if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) return [value];
            return Wrong<T>(text, "one of " + string.Join(", ", Enum.GetNames<T>()) + "; repeat the parameter for several");
        }

        private T[] Wrong<T>(string text, string expected)
        {
            problems.Add(new UrlProblem(name, $"'{Shown(text)}' is not understood: {name} is {expected}."));
            return [];
        }

        private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
    }
}
