using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>Which events a list shows, besides the filter of the apps that they are about. Values of one field are alternatives.</summary>
public sealed record EventFilter
{
    /// <summary>No restriction.</summary>
    public static EventFilter Any { get; } = new();

    /// <summary>Only events after this moment; null for no bound.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Only events up to this moment, which counts; null for no bound.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the verdict got worse (drift), better, or neither.</summary>
    public IReadOnlyList<EventDirection> Direction { get; init; } = [];

    /// <summary>What happened.</summary>
    public IReadOnlyList<AppEventKind> Kind { get; init; } = [];

    /// <summary>Who changed it, as Azure spells them; the empty text means "not known".</summary>
    public IReadOnlyList<string> ChangedBy { get; init; } = [];

    /// <summary>Only what this run recorded, whenever it happened; null for any run.</summary>
    public long? Run { get; init; }
}

/// <summary>An event with the app that it is about.</summary>
/// <param name="EventId">The history's number of the event.</param>
/// <param name="AppId">The history's number of the app.</param>
/// <param name="ResourceId">The app's id now.</param>
/// <param name="Name">The app's name now.</param>
/// <param name="SubscriptionName">The name of the subscription that it was in.</param>
/// <param name="State">
/// The state that the event led to, without rules; for an app that went, its last one. Of a move it bears the new id.
/// </param>
/// <param name="Event">What happened.</param>
/// <param name="RecordedAt">Run time of the run that recorded it.</param>
/// <param name="RunId">The number of that run.</param>
public sealed record EventRow(
    long EventId, long AppId, string ResourceId, string Name, string SubscriptionName, AppState State, AppEvent Event,
    DateTimeOffset RecordedAt, long RunId)
{
    /// <summary>
    /// The state that stood before the run recorded the event, without rules; of a move it bears the former id. Null where
    /// there was none, and where the run changed no state.
    /// </summary>
    public AppState? Before { get; init; }

    /// <summary>The name of the subscription that the app moved out of; null where it did not move.</summary>
    public string? FormerSubscriptionName { get; init; }

    /// <summary>
    /// What changed: what Azure's record names, or, where Azure has none, how the states before and after differ. May be empty.
    /// </summary>
    public IReadOnlyList<PropertyChange> Differences =>
        Event.ChangeId is not null || Before is null ? Event.Properties : StateDifferences.Of(Before, State);
}

/// <summary>How much there is of one kind of event.</summary>
/// <param name="Events">Events.</param>
/// <param name="Apps">Apps that they are about.</param>
public sealed record EventCount(int Events, int Apps);

/// <summary>Someone who changed apps.</summary>
/// <param name="Name">As Azure spells it; empty for "not known".</param>
/// <param name="Events">How many events bear the name.</param>
public sealed record EventAuthor(string Name, int Events);

/// <summary>One interval of one app's history: what the history says, row by row, for auditors.</summary>
/// <param name="AppId">The history's number of the app.</param>
/// <param name="Generation">1 for the first app of an id; one more each time that it came back after it was proven gone.</param>
/// <param name="State">The state, without rules, with the id that the app has now.</param>
/// <param name="From">Run time of the run that saw it first.</param>
/// <param name="To">Run time at which it ended; null while it stands.</param>
public sealed record HistoryRow(long AppId, int Generation, AppState State, DateTimeOffset From, DateTimeOffset? To);
