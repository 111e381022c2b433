using Dashboard.Core.Changes;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>An entry of an app's timeline.</summary>
/// <param name="At">When it happened: exact where <paramref name="Event"/> says so, else run time.</param>
/// <param name="Verdict">The verdict from then on; null where the app was proven gone, or where it is not known.</param>
/// <param name="VerdictChanged">True where the verdict is another than before.</param>
/// <param name="Words">What changed. Holds Azure's text.</param>
/// <param name="Event">What is recorded of it; null where only the states differ.</param>
public sealed record TimelineEntry(
    DateTimeOffset At, Verdict? Verdict, bool VerdictChanged, IReadOnlyList<string> Words, EventRow? Event = null);

/// <summary>An app's history as what changed, newest first.</summary>
public static class Timeline
{
    /// <summary>
    /// The entries of an app: what is recorded, and each interval that no event explains against the one before it (the
    /// baseline, and what changed without one). Intervals that differ in nothing shown are left out.
    /// </summary>
    public static IReadOnlyList<TimelineEntry> Of(AppDetail detail, IReadOnlyList<EventRow> events)
    {
        // Learning later who made a change explains no interval.
        var explained = events.Where(e => e.Event.Kind != AppEventKind.Attributed).Select(e => e.RecordedAt).ToHashSet();
        var entries = Intervals(detail).Where(e => !explained.Contains(e.At)).Concat(events.Select(Told));

        // What is of one moment keeps the order in which it is given: events come newest first.
        return [.. entries.OrderByDescending(e => e.At)];
    }

    private static List<TimelineEntry> Intervals(AppDetail detail)
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
        return entries;
    }

    private static TimelineEntry Told(EventRow row) => new(
        row.Event.OccurredAt, row.Event.VerdictAfter, row.Event.VerdictAfter is not null && row.Event.VerdictAfter != row.Event.VerdictBefore,
        EventWords.What(row), row);
}
