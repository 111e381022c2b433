using Dashboard.Core.Changes;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>What happened to an app, when and by whom, in words.</summary>
public static class EventWords
{
    /// <summary>What stands where a verdict is not known.</summary>
    public const string NotKnown = "not known";

    /// <summary>What stands where nobody's name is known.</summary>
    public const string NoAuthor = "Azure does not tell";

    /// <summary>What happened, in sentences without full stops, the most important first. Never empty. Holds Azure's text.</summary>
    public static IReadOnlyList<string> What(EventRow row) => row.Event.Kind switch
    {
        AppEventKind.Appeared => [Appeared(row)],
        AppEventKind.Changed => Changed(row) is { Count: > 0 } words ? words : ["Something changed that a rule looks at"],
        AppEventKind.Swapped => ["Swapped with another slot", .. Changed(row)],
        AppEventKind.Moved => [Moved(row)],
        AppEventKind.Recreated => ["Deleted and created anew under the same name"],
        AppEventKind.Decommissioned => [row.Event.Exact ? "Deleted" : "Deleted: its id no longer answers"],
        AppEventKind.BecameStale => ["Not seen by the run; its last state stands"],
        AppEventKind.Expired => ["Not seen for too long; its verdict is Unknown from here on"],
        AppEventKind.Returned => ["Seen again", .. Changed(row)],
        AppEventKind.Rejudged => ["Judged otherwise under other rules or settings; the app itself did not change"],
        AppEventKind.ScopeRetired => ["Left the estate: its subscription was retired here"],
        AppEventKind.Attributed => Changed(row) is { Count: > 0 } words
            ? [$"Azure told later who made a change: {words[0]}", .. words.Skip(1)]
            : ["Azure told later who made a change"],
    };

    /// <summary>What happened in one line: at most <paramref name="most"/> sentences, and how many more there are.</summary>
    public static string Line(EventRow row, int most)
    {
        var words = What(row);
        return string.Join("; ", words.Take(most)) + (words.Count > most ? $" and {words.Count - most} more" : "");
    }

    /// <summary>A kind as a filter offers it.</summary>
    public static string Kind(AppEventKind kind) => kind switch
    {
        AppEventKind.Appeared => "First seen",
        AppEventKind.Changed => "Setting, tag or tier changed",
        AppEventKind.Swapped => "Slots swapped",
        AppEventKind.Moved => "Moved",
        AppEventKind.Recreated => "Created anew",
        AppEventKind.Decommissioned => "Deleted",
        AppEventKind.BecameStale => "Not seen",
        AppEventKind.Expired => "Not seen for too long",
        AppEventKind.Returned => "Seen again",
        AppEventKind.Rejudged => "Judged otherwise",
        AppEventKind.ScopeRetired => "Subscription retired",
        AppEventKind.Attributed => "Author learnt later",
    };

    /// <summary>Where the verdict went.</summary>
    public static string Direction(EventDirection direction) => direction switch
    {
        EventDirection.Worse => "Got worse",
        EventDirection.Better => "Got better",
        EventDirection.Same => "Other",
    };

    /// <summary>Who did it.</summary>
    public static string By(AppEvent told) =>
        string.IsNullOrWhiteSpace(told.Author?.ChangedBy) ? IsOurs(told.Kind) ? "No change in Azure" : NoAuthor : told.Author.ChangedBy;

    /// <summary>What the author is, and with what they did it: <c>User, Azure Portal</c>; null where Azure tells neither.</summary>
    public static string? Means(AppEvent told)
    {
        var parts = new[] { told.Author?.ChangedByType, told.Author?.ClientType }.Where(p => !string.IsNullOrWhiteSpace(p)).ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>The verdict before, as a page says it.</summary>
    public static string Before(AppEvent told) => told.VerdictBefore is { } verdict
        ? VerdictWords.Word(verdict)
        : told.Kind is AppEventKind.Appeared or AppEventKind.Recreated ? "none before" : NotKnown;

    /// <summary>The verdict after, as a page says it.</summary>
    public static string After(AppEvent told) => told.VerdictAfter is { } verdict
        ? VerdictWords.Word(verdict)
        : told.Kind is AppEventKind.Decommissioned or AppEventKind.ScopeRetired ? "none: it is gone" : NotKnown;

    /// <summary>How exact the time is, in a sentence.</summary>
    public static string Exactness(EventRow row) => row.Event.Exact
        ? $"Exact: Azure's own time of the change. The run of {Words.Day(row.RecordedAt)} {Words.Clock(row.RecordedAt)} UTC recorded it."
        : $"Not exact: noticed by the run of {Words.Day(row.RecordedAt)} {Words.Clock(row.RecordedAt)} UTC. It happened after the run before that one.";

    private static List<string> Changed(EventRow row) => [.. row.Differences.SelectMany(PropertyWords.Of)];

    private static string Appeared(EventRow row)
    {
        var mode = row.State.Verdict == Verdict.NotApplicable ? "" : $", mode {row.State.EffectiveMode}";
        return (row.Event.Exact ? "Created" : "First seen") + mode;
    }

    private static string Moved(EventRow row)
    {
        if (row.Before is not { } before) return $"Moved to {row.State.ResourceGroup}";
        return before.SubscriptionId == row.State.SubscriptionId
            ? $"Moved from {before.ResourceGroup} to {row.State.ResourceGroup}"
            : $"Moved from {before.ResourceGroup} in {row.FormerSubscriptionName} to {row.State.ResourceGroup} in {row.SubscriptionName}";
    }

    /// <summary>What the runs found out by themselves: nobody changed the app in Azure by it.</summary>
    private static bool IsOurs(AppEventKind kind) =>
        kind is AppEventKind.BecameStale or AppEventKind.Expired or AppEventKind.Returned or AppEventKind.Rejudged or AppEventKind.ScopeRetired;
}
