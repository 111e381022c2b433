using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>An entry of an app's timeline.</summary>
/// <param name="At">Run time of the run that saw it.</param>
/// <param name="Verdict">The verdict from then on; null where the app was proven gone.</param>
/// <param name="VerdictChanged">True where the verdict is another than before.</param>
/// <param name="Words">What changed. Holds Azure's text.</param>
public sealed record TimelineEntry(DateTimeOffset At, Verdict? Verdict, bool VerdictChanged, IReadOnlyList<string> Words);

/// <summary>An app's history as what changed, newest first.</summary>
public static class Timeline
{
    /// <summary>The entries of an app. Each interval against the one before it; intervals that differ in nothing shown are left out.</summary>
    public static IReadOnlyList<TimelineEntry> Of(AppDetail detail)
    {
        var entries = new List<TimelineEntry>();
        AppState? before = null;
        foreach (var interval in detail.History)
        {
            var words = before is null ? [StateWords.FirstSeen(interval.State)] : StateWords.Changes(before, interval.State);
            var verdictChanged = before is null || before.Verdict != interval.State.Verdict;
            if (words.Count > 0 || verdictChanged)
                entries.Add(new TimelineEntry(interval.From, interval.State.Verdict, verdictChanged, words.Count > 0 ? words : ["Judged otherwise"]));
            before = interval.State;
        }

        if (detail.Decommissioned is { } gone) entries.Add(new TimelineEntry(gone, null, true, ["Deleted: its id no longer answers"]));
        entries.Reverse();
        return entries;
    }
}
