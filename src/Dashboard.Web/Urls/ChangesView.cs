using Dashboard.Core.Changes;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>What the page of changes shows, as its URL says it.</summary>
/// <param name="Period">A preset; null where the URL gives <c>from</c> or <c>to</c>.</param>
/// <param name="Events">The filter; its bounds only where there is no preset.</param>
public sealed record ChangesView(Period? Period, EventFilter Events)
{
    /// <summary>What a page shows where its URL does not say.</summary>
    private static readonly Period DefaultPeriod = Urls.Period.Week;

    /// <summary>What got worse lately: what a reader wants to know first.</summary>
    public static ChangesView Default { get; } = new(DefaultPeriod, EventFilter.Any with { Direction = [EventDirection.Worse] });

    /// <summary>Everything of a period.</summary>
    public static ChangesView All(Period period) => new(period, EventFilter.Any);

    /// <summary>Reads the page's own parameters; what is not understood is its default.</summary>
    public static (ChangesView View, IReadOnlyList<UrlProblem> Problems) Parse(IReadOnlyDictionary<string, StringValues> query)
    {
        var (events, problems) = EventFilterUrl.Parse(query);
        if (!query.ContainsKey("direction")) events = events with { Direction = Default.Events.Direction };
        if (events.After is not null || events.Until is not null) return (new ChangesView(null, events), problems);

        var text = query.TryGetValue("period", out var values) ? values.ToString() : null;
        var period = text is null ? DefaultPeriod : Urls.Period.Find(text);
        return period is null
            ? (new ChangesView(DefaultPeriod, events),
                [.. problems, new UrlProblem("period", $"period is one of {string.Join(", ", Urls.Period.All.Select(p => p.Text))}.")])
            : (new ChangesView(period, events), problems);
    }

    /// <summary>The filter with the bounds that the preset has at <paramref name="moment"/>.</summary>
    public EventFilter At(DateTimeOffset moment) => Period?.From(moment) is { } first
        ? Events with { After = EventFilterUrl.Before(first) }
        : Events;

    /// <summary>The same with other directions; none means any.</summary>
    public ChangesView Towards(params IReadOnlyList<EventDirection> directions) => this with { Events = Events with { Direction = directions } };

    /// <summary>The same with another preset.</summary>
    public ChangesView Over(Period period) => new(period, Events with { After = null, Until = null });

    /// <summary>The parameters that say it; what is the default leaves no trace.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs()
    {
        if (Period is { } period && period != DefaultPeriod) yield return KeyValuePair.Create("period", period.Text);
        if (Events.Direction.Count == 0) yield return KeyValuePair.Create("direction", EventFilterUrl.AnyDirection);
        var shown = Events.Direction.SequenceEqual(Default.Events.Direction) ? Events with { Direction = [] } : Events;
        foreach (var pair in EventFilterUrl.ToPairs(shown)) yield return pair;
    }
}
