using System.Globalization;
using Dashboard.Core.Costs;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>A request's query string, read and checked. A problem is kept until everything was read, so that all are told at once.</summary>
internal sealed class ApiQuery
{
    private readonly IQueryCollection _query;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    private ApiQuery(IQueryCollection query, QueryParameters declared, DateTimeOffset now)
    {
        (_query, _now) = (query, now);
        foreach (var name in query.Keys)
        {
            if (declared.Parameters.Any(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) continue;
            var nearest = Nearest.Of(name, declared.Parameters.Select(p => p.Name));
            Wrong(name, $"There is no parameter '{OneLine.Of(name)}' here." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
        }

        var parsed = AppFilterUrl.Parse(query);
        Filter = parsed.Filter;
        foreach (var problem in parsed.Problems) Wrong(problem.Parameter, problem.Detail);
        if (QueryParameters.Events.All(declared.Parameters.Contains)) Events = ReadEvents();
        AsOf = Moment("asOf");
        if (QueryParameters.Findings.All(declared.Parameters.Contains)) Findings = ReadFindings();
        if (QueryParameters.Exceptions.All(declared.Parameters.Contains)) Exceptions = ReadExceptions();
        if (declared.Parameters.Contains(QueryParameters.ExceptionSort[0])) ExceptionSort = ReadExceptionSort();
        else if (declared.Parameters.Contains(QueryParameters.RunSort[0])) RunSort = ReadRunSort();
        else if (declared.Parameters.Contains(QueryParameters.FindingSort[0])) FindingSort = ReadFindingSort();
        else if (declared.Parameters.Contains(QueryParameters.Sort[0])) Sort = ReadSort();
        Page = Number("page", 1, 1, int.MaxValue / QueryParameters.MaxPageSize);
        PageSize = Number("pageSize", 100, 1, QueryParameters.MaxPageSize);
    }

    /// <summary>What is wrong, by parameter.</summary>
    public IReadOnlyDictionary<string, List<string>> Errors => _errors;

    /// <summary>The filter.</summary>
    public AppFilter Filter { get; }

    /// <summary>Which changes, where the endpoint has any.</summary>
    public EventFilter Events { get; } = EventFilter.Any;

    /// <summary>Which findings, where the endpoint has any. There <c>rule</c> and <c>excepted</c> are the finding's own, and ask nothing of the app.</summary>
    public FindingFilter Findings { get; } = FindingFilter.Any;

    /// <summary>Which exceptions, where the endpoint has any. There <c>rule</c> is what they cover, and asks nothing of the app.</summary>
    public ExceptionFilter Exceptions { get; } = ExceptionFilter.Any;

    /// <summary>The order of exceptions.</summary>
    public ExceptionSort ExceptionSort { get; } = ExceptionSort.Default;

    /// <summary>The filter of the apps that exceptions cover: the rule is told of these and not of the app.</summary>
    public AppFilter ExceptionApps => Filter with { FailedRule = [] };

    /// <summary>The filter of the apps that findings are on.</summary>
    public AppFilter FindingApps => FindingFilterUrl.Split(Findings, Filter).Apps;

    /// <summary>The order of findings.</summary>
    public FindingSort FindingSort { get; } = FindingSort.Default;

    /// <summary>The moment; null means now.</summary>
    public DateTimeOffset? AsOf { get; }

    /// <summary>The order of apps.</summary>
    public AppSort Sort { get; } = AppSort.Default;

    /// <summary>The order of runs.</summary>
    public RunSort RunSort { get; } = RunSort.Default;

    /// <summary>The page, from 1.</summary>
    public int Page { get; }

    /// <summary>Rows of a page.</summary>
    public int PageSize { get; }

    /// <summary>Reads the query string of a request to an endpoint that declared its parameters.</summary>
    public static ApiQuery Read(HttpContext context)
    {
        var declared = context.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>() ?? new QueryParameters([]);
        return new ApiQuery(context.Request.Query, declared, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    /// <summary>Records a problem.</summary>
    public void Wrong(string parameter, string detail)
    {
        if (!_errors.TryGetValue(parameter, out var details)) _errors[parameter] = details = [];
        details.Add(detail);
    }

    /// <summary>The text of a parameter that is given once; null where it is not.</summary>
    public string? Text(string name)
    {
        var values = _query[name];
        if (values.Count > 1) Wrong(name, $"{name} is given once.");
        return values.Count == 0 || string.IsNullOrWhiteSpace(values[0]) ? null : values[0]!.Trim();
    }

    /// <summary>A day; null where it is not given.</summary>
    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (AsOfUrl.TryParseDate(text, out var day)) return day;
        Wrong(name, $"'{OneLine.Of(text)}' is no date: {name} is given as 2026-03-31.");
        return null;
    }

    /// <summary>A calendar month that the moment asked for knows something of; null where it is not given.</summary>
    public CostMonth? Month(string name)
    {
        if (Text(name) is not { } text) return null;
        if (!CostMonth.TryParse(text, out var month)) Wrong(name, $"'{OneLine.Of(text)}' is no month: {name} is given as 2026-03.");
        else if (month > CostMonth.Of(AsOf ?? _now)) Wrong(name, $"{name} lies after the moment.");
        else return month;
        return null;
    }

    /// <summary>True or false; null where it is not given.</summary>
    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Wrong(name, $"{name} is true or false.");
        return null;
    }

    /// <summary>The filter of the audit trail.</summary>
    public AuditFilter Audit()
    {
        var parsed = AuditFilterUrl.Parse(_query);
        foreach (var problem in parsed.Problems) Wrong(problem.Parameter, problem.Detail);
        return parsed.Filter;
    }

    /// <summary>Which conditions of subscriptions; none means any.</summary>
    public IReadOnlyList<SubscriptionCondition> Conditions()
    {
        var (conditions, problems) = SubscriptionConditionUrl.Parse(_query);
        foreach (var problem in problems) Wrong(problem.Parameter, problem.Detail);
        return conditions;
    }

    /// <summary>Which findings of policy exemptions; none means any.</summary>
    public IReadOnlyList<ExemptionFinding> ExemptionFindings() => Each<ExemptionFinding>(ExemptionsView.FindingParameter);

    /// <summary>Which rows of the tags list.</summary>
    public TagChoice TagChoice() => new(Each<TagKind>("kind"), Each<TagStanding>("standing"));

    /// <summary>Which missing tag, and whether by subscription.</summary>
    public (TagKind Kind, bool BySubscription) Untagged()
    {
        var (kind, by) = (Text("kind"), Text("by"));
        var wanted = kind is null ? TagKind.Sensitivity : TagsView.Enums.Of<TagKind>(kind);
        if (wanted is null || !TagGaps.Wanted.Contains(wanted.Value)) Wrong("kind", $"kind is one of {string.Join(", ", TagGaps.Wanted)}.");
        if (by is not (null or "group" or "subscription")) Wrong("by", "by is group or subscription.");
        return (wanted ?? TagKind.Sensitivity, by == "subscription");
    }

    /// <summary>A whole number; <paramref name="fallback"/> where it is not given.</summary>
    public int Number(string name, int fallback, int min, int max)
    {
        if (Text(name) is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        Wrong(name, FormattableString.Invariant($"{name} is a whole number from {min} to {max}."));
        return fallback;
    }

    /// <summary>The present, as the program sees it.</summary>
    public DateTimeOffset Now => _now;

    /// <summary>The texts of a parameter that may repeat; blank ones are left out.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. _query[name].Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.Trim())];

    /// <summary>The numbers of a parameter that may repeat.</summary>
    public IReadOnlyList<long> Numbers(string name)
    {
        var found = new List<long>();
        foreach (var text in Texts(name))
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) found.Add(number);
            else Wrong(name, $"'{OneLine.Of(text)}' is no number.");
        }

        return found;
    }

    /// <summary>The members of an enumeration that a parameter names; it may repeat.</summary>
    public List<T> Each<T>(string name) where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var text in _query[name])
        {
            if (TagsView.Enums.Of<T>(text?.Trim()) is { } value) found.Add(value);
            else Wrong(name, $"'{OneLine.Of(text ?? "")}' is not understood: {name} is one of {string.Join(", ", Enum.GetNames<T>())}.");
        }

        return found;
    }

    private DateTimeOffset? Moment(string name)
    {
        if (Text(name) is not { } text) return null;
        if (!AsOfUrl.TryParse(text, out var moment))
        {
            Wrong(name, $"'{OneLine.Of(text)}' is no moment: {name} is {AsOfUrl.Expected}.");
            return null;
        }

        if (moment <= _now) return moment;
        if (AsOfUrl.IsFuture(moment, _now)) Wrong(name, $"'{OneLine.Of(text)}' lies in the future.");
        return null;
    }

    private EventFilter ReadEvents()
    {
        var parsed = EventFilterUrl.Parse(_query);
        foreach (var problem in parsed.Problems) Wrong(problem.Parameter, problem.Detail);
        return parsed.Filter;
    }

    private FindingFilter ReadFindings()
    {
        var parsed = FindingFilterUrl.Parse(_query);
        foreach (var problem in parsed.Problems) Wrong(problem.Parameter, problem.Detail);
        return FindingFilterUrl.Split(parsed.Filter, Filter).Findings;
    }

    private FindingSort ReadFindingSort()
    {
        if (FindingSortUrl.Parse(Text("sort")) is { } sort) return sort;
        Wrong("sort", $"sort is one of {FindingSortUrl.Choices}.");
        return FindingSort.Default;
    }

    private ExceptionFilter ReadExceptions()
    {
        var parsed = ExceptionFilterUrl.Parse(_query);
        foreach (var problem in parsed.Problems) Wrong(problem.Parameter, problem.Detail);
        return parsed.Filter with { Rule = Filter.FailedRule };
    }

    private ExceptionSort ReadExceptionSort()
    {
        if (ExceptionSortUrl.Parse(Text("sort")) is { } sort) return sort;
        Wrong("sort", $"sort is one of {ExceptionSortUrl.Choices}.");
        return ExceptionSort.Default;
    }

    private AppSort ReadSort()
    {
        if (AppSortUrl.Parse(Text("sort")) is { } sort) return sort;
        Wrong("sort", $"sort is one of {AppSortUrl.Choices}.");
        return AppSort.Default;
    }

    private RunSort ReadRunSort()
    {
        if (RunSortUrl.Parse(Text("sort")) is { } sort) return sort;
        Wrong("sort", $"sort is one of {RunSortUrl.Choices}.");
        return RunSort.Default;
    }
}
