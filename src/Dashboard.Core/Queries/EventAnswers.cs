using Dashboard.Core.Changes;
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
}

/// <summary>An event with the app that it is about.</summary>
/// <param name="EventId">The history's number of the event.</param>
/// <param name="AppId">The history's number of the app.</param>
/// <param name="ResourceId">The app's id now.</param>
/// <param name="Name">The app's name now.</param>
/// <param name="SubscriptionName">The name of the subscription that it was in.</param>
/// <param name="State">The state that the event led to, without rules; for an app that went, its last one.</param>
/// <param name="Event">What happened.</param>
/// <param name="RecordedAt">Run time of the run that recorded it.</param>
public sealed record EventRow(
    long EventId, long AppId, string ResourceId, string Name, string SubscriptionName, AppState State, AppEvent Event,
    DateTimeOffset RecordedAt);

/// <summary>One interval of one app's history: what the history says, row by row, for auditors.</summary>
/// <param name="AppId">The history's number of the app.</param>
/// <param name="Generation">1 for the first app of an id; one more each time that it came back after it was proven gone.</param>
/// <param name="State">The state, without rules, with the id that the app has now.</param>
/// <param name="From">Run time of the run that saw it first.</param>
/// <param name="To">Run time at which it ended; null while it stands.</param>
public sealed record HistoryRow(long AppId, int Generation, AppState State, DateTimeOffset From, DateTimeOffset? To);
