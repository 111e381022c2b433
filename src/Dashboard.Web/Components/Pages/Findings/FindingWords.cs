using System.Globalization;
using Dashboard.Core.Findings;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Findings;

/// <summary>A restriction that only a link sets, in words, and the filter without it.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Without">The filter that is left.</param>
public sealed record FindingLimit(string Text, FindingFilter Without);

/// <summary>Findings in words.</summary>
public static class FindingWords
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <summary>How a finding ended.</summary>
    public static string End(FindingEnd end) => end switch
    {
        FindingEnd.Remediated => "Remediated",
        FindingEnd.Decommissioned => "App is gone",
        FindingEnd.OutOfScope => "Out of scope",
        FindingEnd.RuleChanged => "Rules changed",
        FindingEnd.Swapped => "Swapped away",
    };

    /// <summary>What an end means for the figures.</summary>
    public static string Means(FindingEnd end) => end switch
    {
        FindingEnd.Remediated => "A read of the app shows that the rule passes.",
        FindingEnd.Decommissioned => "The app is proven gone. This is not counted as remediated.",
        FindingEnd.OutOfScope => "The rule is not asked of the app any more. This is not counted as remediated.",
        FindingEnd.RuleChanged => "Other rules or settings judge now; nothing is known to have changed on the app. This is not counted as remediated.",
        FindingEnd.Swapped => "A slot swap brought other content. This is not counted as remediated.",
    };

    /// <summary>What fails: <c>Mode optional</c>.</summary>
    public static string Failure(string ruleId) => Words.Sentence(RuleWords.Failure(ruleId));

    /// <summary>The time left or run over: <c>11 months late</c>, <c>due in 3 days</c>.</summary>
    public static string Due(FindingItem finding, DateTimeOffset at) =>
        finding.Overdue ? $"{Words.Age(at - finding.Due)} late" : $"due in {Words.Age(finding.Due - at)}";

    /// <summary>The class of <see cref="Due"/>; the words say the same.</summary>
    public static string? DueClass(FindingItem finding, DateTimeOffset at) => finding.Overdue ? "alarm" : finding.Due - at <= Soon ? "caution" : null;

    /// <summary>What else is to be said of a finding, most telling first.</summary>
    public static IEnumerable<string> Marks(FindingItem finding)
    {
        if (finding.Flapping) yield return "comes and goes";
        if (finding.Occurrence > 1) yield return $"occurrence {finding.Occurrence.ToString(CultureInfo.InvariantCulture)}";
        if (finding.Baseline) yield return "older than the first run";
    }

    /// <summary>What somebody wrote, or did.</summary>
    public static string Note(FindingNote note) => note.Kind switch
    {
        FindingNoteKind.Comment => note.Text ?? "",
        FindingNoteKind.Assignment => note.Text is null ? "Took the assignee away." : $"Assigned it to {note.Text}.",
        FindingNoteKind.Ticket => note.Text is null ? "Took the ticket away." : $"Linked {note.Text}",
    };

    /// <summary>The restrictions to times and due dates.</summary>
    public static IEnumerable<FindingLimit> Limits(FindingFilter filter)
    {
        if (Span(filter.DetectedAfter, filter.DetectedUntil) is { } detected)
            yield return new($"detected {detected}", filter with { DetectedAfter = null, DetectedUntil = null });
        if (Span(filter.EndedAfter, filter.EndedUntil) is { } ended) yield return new($"that ended {ended}", filter with { EndedAfter = null, EndedUntil = null });
        if (filter.OpenAt is { } at) yield return new($"that stood on {Moment(at)}", filter with { OpenAt = null });
        if (filter.Sla.Count > 0)
            yield return new("whose due date in the last 365 days was " + Words.Join([.. filter.Sla.Select(Outcome)]).Replace(" and ", " or ", StringComparison.Ordinal), filter with { Sla = [] });
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
