using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Changes;

/// <summary>What happened to an app.</summary>
public enum AppEventKind
{
    /// <summary>First seen, after the first run of the history.</summary>
    Appeared,

    /// <summary>Something tracked changed: a setting, a tag, the plan's tier.</summary>
    Changed,

    /// <summary>It exchanged its content with another slot; what changed by that was not changed by a person.</summary>
    Swapped,

    /// <summary>It has a new resource id: its resource group or subscription changed. History goes on.</summary>
    Moved,

    /// <summary>Its id came back after it was proven gone: another app under an old name, with a history of its own.</summary>
    Recreated,

    /// <summary>Proven gone.</summary>
    Decommissioned,

    /// <summary>A run did not see it; its last state stands.</summary>
    BecameStale,

    /// <summary>Stale for longer than the allowance: its verdict became Unknown.</summary>
    Expired,

    /// <summary>Seen again after it was stale, or after its subscription was retired.</summary>
    Returned,

    /// <summary>Judged differently under other rules or settings; the app itself did not change.</summary>
    Rejudged,

    /// <summary>An administrator retired its subscription: it left the estate without proof that it is gone.</summary>
    ScopeRetired,

    /// <summary>Azure told only later who made a change that an earlier run had recorded at its run time.</summary>
    Attributed,
}

/// <summary>Where a verdict went.</summary>
public enum EventDirection
{
    /// <summary>The new verdict is worse: this is drift.</summary>
    Worse = -1,

    /// <summary>Equal, or not known.</summary>
    Same = 0,

    /// <summary>The new verdict is better.</summary>
    Better = 1,
}

/// <summary>
/// One thing that happened to an app. Recorded once, by the run that learnt of it, and never revised: late news is an
/// event of its own.
/// </summary>
public sealed record AppEvent
{
    /// <summary>What happened.</summary>
    public required AppEventKind Kind { get; init; }

    /// <summary>When: Azure's exact time where <see cref="Exact"/>, else the time of the run that noticed it.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>True where <see cref="OccurredAt"/> is Azure's own time of the change.</summary>
    public bool Exact { get; init; }

    /// <summary>The verdict before; null where there was none or it is not known.</summary>
    public Verdict? VerdictBefore { get; init; }

    /// <summary>The verdict after; null where there is none or it is not known.</summary>
    public Verdict? VerdictAfter { get; init; }

    /// <summary>Who did it; null where Azure does not tell.</summary>
    public ChangeAuthor? Author { get; init; }

    /// <summary>Azure's record; null where it is none of Azure's.</summary>
    public string? ChangeId { get; init; }

    /// <summary>The properties that Azure's record names; empty where there is no record, or it names none.</summary>
    public IReadOnlyList<PropertyChange> Properties { get; init; } = [];

    /// <summary>Whether the verdict got worse or better. An app that comes or goes does neither.</summary>
    public EventDirection Direction => DirectionOf(VerdictBefore, VerdictAfter);

    /// <summary>The direction from one verdict to another, by the published order (Enforced, Gaps, all others).</summary>
    public static EventDirection DirectionOf(Verdict? before, Verdict? after) =>
        before is { } old && after is { } now ? (EventDirection)Math.Sign(Verdicts.Rank(now) - Verdicts.Rank(old)) : EventDirection.Same;
}
