using System.Globalization;
using Dashboard.Core.Changes;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>An event filter as a query string told it.</summary>
/// <param name="Filter">What was understood.</param>
/// <param name="Problems">What was not: the API answers 400 with them, pages leave it out of the filter.</param>
public sealed record ParsedEventFilter(EventFilter Filter, IReadOnlyList<UrlProblem> Problems);

/// <summary>
/// The one mapping between a query string and <see cref="EventFilter"/>. A field with several values repeats its parameter;
/// an empty <c>changedBy=</c> means "not known". A bare date is the whole day, in UTC.
/// </summary>
public static class EventFilterUrl
{
    /// <summary>The word for any direction; to leave the parameter out means the same to the API.</summary>
    public const string AnyDirection = "all";

    /// <summary>What <c>from</c> and <c>to</c> expect, for messages.</summary>
    public const string ExpectedMoment = "an ISO 8601 date (2026-03-31: the whole day, UTC) or time (2026-03-31T06:00:00Z)";

    private const int MaxLength = 400;

    /// <summary>Moments are kept to the millisecond.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>The parameters that belong to the filter.</summary>
    public static IReadOnlyCollection<string> Names { get; } = ["from", "to", "direction", "kind", "changedBy", "run"];

    /// <summary>Reads the filter's parameters and leaves all others alone.</summary>
    public static ParsedEventFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var filter = EventFilter.Any;
        var problems = new List<UrlProblem>();
        foreach (var (name, raw) in query)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            var texts = raw.Select(t => (t ?? "").Trim()).ToList();
            if (texts.Count > AppFilterUrl.MaxValues || texts.Exists(t => t.Length > MaxLength))
            {
                problems.Add(new UrlProblem(name, $"At most {AppFilterUrl.MaxValues} values of at most {MaxLength} characters each."));
                continue;
            }

            filter = Read(filter, name, texts, problems);
        }

        if (filter.After is { } after && filter.Until is { } until && after >= until)
        {
            problems.Add(new UrlProblem("from", "from lies after to."));
            filter = filter with { After = null, Until = null };
        }

        return new ParsedEventFilter(filter, problems);
    }

    /// <summary>The parameters that say <paramref name="filter"/>, in an order that is always the same.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToPairs(EventFilter filter)
    {
        if (filter.After is { } after) yield return KeyValuePair.Create("from", FormatFrom(after));
        if (filter.Until is { } until) yield return KeyValuePair.Create("to", AsOfUrl.Format(until));
        foreach (var direction in filter.Direction) yield return KeyValuePair.Create("direction", Name(direction));
        foreach (var kind in filter.Kind) yield return KeyValuePair.Create("kind", kind.ToString());
        foreach (var name in filter.ChangedBy) yield return KeyValuePair.Create("changedBy", name);
        if (filter.Run is { } run) yield return KeyValuePair.Create("run", run.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A direction as URLs say it.</summary>
    public static string Name(EventDirection direction) => direction.ToString().ToLowerInvariant();

    /// <summary>The bound after which a day's events lie.</summary>
    public static DateTimeOffset Before(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) - Tick;

    private static EventFilter Read(EventFilter filter, string name, List<string> texts, List<UrlProblem> problems) => name.ToLowerInvariant() switch
    {
        "from" => filter with { After = From(name, texts, problems) },
        "to" => filter with { Until = Until(name, texts, problems) },
        "direction" => filter with { Direction = Directions(name, texts, problems) },
        "run" => filter with { Run = Run(name, texts, problems) },
        "kind" => filter with { Kind = [.. texts.SelectMany(t => One<AppEventKind>(name, t, problems)).Distinct()] },
        _ => filter with { ChangedBy = [.. texts.Distinct()] },
    };

    private static List<EventDirection> Directions(string name, List<string> texts, List<UrlProblem> problems) =>
        texts.Exists(t => string.Equals(t, AnyDirection, StringComparison.OrdinalIgnoreCase))
            ? []
            : [.. texts.SelectMany(t => One<EventDirection>(name, t, problems)).Distinct()];

    private static long? Run(string name, List<string> texts, List<UrlProblem> problems)
    {
        if (texts.Count == 1 && long.TryParse(texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var run)) return run;
        problems.Add(new UrlProblem(name, $"'{Shown(string.Join(",", texts))}' is not understood: {name} is the number of a run, once."));
        return null;
    }

    /// <summary>Reads the first moment that counts, as the one before it; null and a problem where it is not understood.</summary>
    internal static DateTimeOffset? From(string name, List<string> texts, List<UrlProblem> problems)
    {
        if (texts.Count != 1) return Wrong(name, texts, problems);
        if (AsOfUrl.TryParseDate(texts[0], out var day)) return day == DateOnly.MinValue ? null : Before(day);
        return AsOfUrl.TryParse(texts[0], out var moment) && moment > DateTimeOffset.MinValue + Tick ? moment - Tick : Wrong(name, texts, problems);
    }

    /// <summary>Reads the last moment that counts; null and a problem where it is not understood.</summary>
    internal static DateTimeOffset? Until(string name, List<string> texts, List<UrlProblem> problems) =>
        texts.Count == 1 && AsOfUrl.TryParse(texts[0], out var moment) ? moment : Wrong(name, texts, problems);

    private static DateTimeOffset? Wrong(string name, List<string> texts, List<UrlProblem> problems)
    {
        problems.Add(new UrlProblem(name, $"'{Shown(string.Join(",", texts))}' is not understood: {name} is {ExpectedMoment}, once."));
        return null;
    }

    private static T[] One<T>(string name, string text, List<UrlProblem> problems) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) return [value];
        var choices = string.Join(", ", Enum.GetNames<T>());
        problems.Add(new UrlProblem(name, $"'{Shown(text)}' is not understood: {name} is one of {choices}; repeat the parameter for several."));
        return [];
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>The first moment that counts: a bare date where it begins a day.</summary>
    internal static string FormatFrom(DateTimeOffset after)
    {
        var from = (after + Tick).UtcDateTime;
        return from.ToString(
            from.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
    }
}
