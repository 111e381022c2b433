using Dashboard.Core.Changes;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Components.Pages.Changes;

/// <summary>A piece of the headline.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Figure">The direction whose changes the text counts; null where it is no figure.</param>
public sealed record HeadlinePart(string Text, EventDirection? Figure = null);

/// <summary>
/// The title of the page of changes is its answer. Its figures count changes, which are the rows behind them; where an app
/// changed more than once, both are said.
/// </summary>
public static class ChangesHeadline
{
    /// <summary>The answer for <paramref name="counts"/> over a period in words (<c>today</c>, <c>in the last 7 days</c>).</summary>
    public static IReadOnlyList<HeadlinePart> Of(IReadOnlyDictionary<EventDirection, EventCount> counts, string period)
    {
        var worse = counts.GetValueOrDefault(EventDirection.Worse) ?? new EventCount(0, 0);
        var better = counts.GetValueOrDefault(EventDirection.Better) ?? new EventCount(0, 0);
        if (worse.Events == 0 && better.Events == 0) return [new($"No app drifted {period}, and none got better")];
        return [.. Drifted(worse, period), .. Better(better, worse.Events == 0)];
    }

    /// <summary>The whole sentence.</summary>
    public static string Text(IReadOnlyList<HeadlinePart> parts) => string.Concat(parts.Select(p => p.Text));

    /// <summary>A view's period in words.</summary>
    public static string Period(ChangesView view, DateTimeOffset moment, bool past)
    {
        var day = Words.Day(moment);
        if (view.Period is { Days: 1 }) return past ? $"on {day}" : "today";
        if (view.Period is { Days: { } days }) return past ? $"in the {days} days to {day}" : $"in the last {days} days";
        if (view.Period is not null) return "since the first run";
        var (after, until) = (view.Events.After?.AddMilliseconds(1), view.Events.Until);
        if (after is null) return $"up to {Words.Day(until!.Value)}";
        return until is null ? $"since {Words.Day(after.Value)}" : $"from {Words.Day(after.Value)} to {Words.Day(until.Value)}";
    }

    private static IEnumerable<HeadlinePart> Drifted(EventCount worse, string period)
    {
        if (worse.Events == 0)
        {
            yield return new HeadlinePart($"No app drifted {period}.");
            yield break;
        }

        var apps = Words.Form(worse.Apps, "app");
        if (worse.Events == worse.Apps)
        {
            yield return new HeadlinePart(Words.Count(worse.Events), EventDirection.Worse);
            yield return new HeadlinePart($" {apps} drifted {period}: {Words.Form(worse.Apps, "its verdict", "their verdict")} got worse.");
            yield break;
        }

        yield return new HeadlinePart($"{Words.Count(worse.Apps)} {apps} drifted {period}, ");
        yield return new HeadlinePart(Words.Count(worse.Events), EventDirection.Worse);
        yield return new HeadlinePart($" times in all: {Words.Form(worse.Apps, "its verdict", "their verdict")} got worse.");
    }

    private static IEnumerable<HeadlinePart> Better(EventCount better, bool alone)
    {
        if (better.Events == 0) yield break;
        var apps = alone ? " " + Words.Form(better.Apps, "app") : "";
        if (better.Events == better.Apps)
        {
            yield return new HeadlinePart(" ");
            yield return new HeadlinePart(Words.Count(better.Events), EventDirection.Better);
            yield return new HeadlinePart($"{apps} got better.");
            yield break;
        }

        yield return new HeadlinePart($" {Words.Count(better.Apps)}{apps} got better, ");
        yield return new HeadlinePart(Words.Count(better.Events), EventDirection.Better);
        yield return new HeadlinePart(" times in all.");
    }
}
