using Dashboard.Core.Findings;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>Findings in words.</summary>
public static class FindingWords
{
    /// <summary>How it ended, as a reader says it. Only the first is somebody's work.</summary>
    public static string Ended(FindingEnd end) => end switch
    {
        FindingEnd.Remediated => "Fixed",
        FindingEnd.Decommissioned => "App gone",
        FindingEnd.OutOfScope => "No longer in scope",
        FindingEnd.RuleChanged => "Rules changed",
        FindingEnd.Swapped => "Swapped to another slot",
    };

    /// <summary>What such an end means, in a sentence.</summary>
    public static string Meaning(FindingEnd end) => end switch
    {
        FindingEnd.Remediated => "A read of the app shows that the rule passes.",
        FindingEnd.Decommissioned => "The app is proven gone. Nobody fixed it.",
        FindingEnd.OutOfScope => "The rule is not asked of the app any more: its tags, kind, tier or subscription took it out. Nobody fixed it.",
        FindingEnd.RuleChanged => "Other rules or settings judge now, and nothing is known to have changed on the app.",
        FindingEnd.Swapped => "A slot swap brought other content, which passes. A finding of its own tells where the failure went.",
    };

    /// <summary><c>25 days late</c>, <c>in 12 days</c>.</summary>
    public static string Due(FindingItem item, DateTimeOffset moment) =>
        item.Overdue ? Words.Age(moment - item.Due) + " late" : "in " + Words.Age(item.Due - moment);

    /// <summary>True where the due date is so near that it needs somebody now.</summary>
    public static bool IsSoon(FindingItem item, DateTimeOffset moment) => !item.Overdue && item.Due - moment <= TimeSpan.FromDays(7);
}
