using System.Globalization;
using Dashboard.Core.Findings;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>Findings in words.</summary>
public static class FindingWords
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(7);

    /// <summary>How it ended. Only the first is somebody's work.</summary>
    public static string End(FindingEnd end) => end switch
    {
        FindingEnd.Remediated => "Remediated",
        FindingEnd.Decommissioned => "App is gone",
        FindingEnd.OutOfScope => "Out of scope",
        FindingEnd.RuleChanged => "Rules changed",
        FindingEnd.Swapped => "Swapped away",
    };

    /// <summary>What an end means, in sentences.</summary>
    public static string Meaning(FindingEnd end) => end switch
    {
        FindingEnd.Remediated => "A read of the app shows that the rule passes.",
        FindingEnd.Decommissioned => "The app is proven gone. This is not counted as remediated.",
        FindingEnd.OutOfScope =>
            "The rule is not asked of the app any more: its tags, kind, tier or subscription took it out. This is not counted as remediated.",
        FindingEnd.RuleChanged => "Other rules or settings judge now, and nothing is known to have changed on the app. This is not counted as remediated.",
        FindingEnd.Swapped => "A slot swap brought other content, which passes. A finding of its own tells where the failure went.",
    };

    /// <summary>What fails: <c>Mode optional</c>.</summary>
    public static string Failure(string ruleId) => Words.Sentence(RuleWords.Failure(ruleId));

    /// <summary>The time left or run over: <c>25 days late</c>, <c>in 12 days</c>.</summary>
    public static string Due(FindingItem finding, DateTimeOffset at) =>
        finding.Overdue ? Words.Age(at - finding.Due) + " late" : "in " + Words.Age(finding.Due - at);

    /// <summary>The class of <see cref="Due"/>; the words say the same.</summary>
    public static string? DueClass(FindingItem finding, DateTimeOffset at) => finding.Overdue ? "alarm" : finding.Due - at <= Near ? "caution" : null;

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
}
