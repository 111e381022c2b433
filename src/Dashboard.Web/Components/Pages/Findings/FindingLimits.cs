using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Findings;

/// <summary>A restriction that only a link sets, in words, and the filter without it.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Without">The filter that is left.</param>
/// <param name="Wider">What the link to it says.</param>
public sealed record FindingLimit(string Text, FindingFilter Without, string Wider = "Show those of all times");

/// <summary>The restrictions that no menu sets: a link from a figure brings them along, and the list says so.</summary>
public static class FindingLimits
{
    /// <summary>The restrictions to apps, times and due dates.</summary>
    public static IEnumerable<FindingLimit> Of(FindingFilter filter)
    {
        if (filter.App.Count > 0)
            yield return new("on " + Words.Or([.. filter.App.Select(id => id[(id.LastIndexOf('/') + 1)..])]), filter with { App = [] }, "Show those of all apps");
        if (filter.DetectedWithinDays is { } days)
            yield return new($"detected in the last {Words.Of(days, "day")}", filter with { DetectedWithinDays = null });
        if (Span(filter.DetectedAfter, filter.DetectedUntil) is { } detected)
            yield return new($"detected {detected}", filter with { DetectedAfter = null, DetectedUntil = null });
        if (Span(filter.EndedAfter, filter.EndedUntil) is { } ended) yield return new($"that ended {ended}", filter with { EndedAfter = null, EndedUntil = null });
        if (filter.OpenAt is { } at) yield return new($"that stood on {Moment(at)}", filter with { OpenAt = null });
        if (filter.Sla.Count > 0)
            yield return new("whose due date in the last 365 days was " + Words.Or([.. filter.Sla.Select(Outcome)]), filter with { Sla = [] });
    }

    private static string Outcome(SlaOutcome outcome) => outcome switch
    {
        SlaOutcome.Met => "kept",
        SlaOutcome.Missed => "missed",
        SlaOutcome.EndedOtherwise => "never reached, since they ended otherwise",
    };

    private static string? Span(DateTimeOffset? after, DateTimeOffset? until) => (after, until) switch
    {
        (null, null) => null,
        ({ } a, null) => $"since {Moment(a)}",
        (null, { } u) => $"by {Moment(u)}",
        ({ } a, { } u) => $"from {Moment(a)} to {Moment(u)}",
    };

    private static string Moment(DateTimeOffset moment) => $"{Words.Day(moment)} {Words.Clock(moment)} UTC";
}
