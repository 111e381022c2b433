using Dashboard.Core.Runs;

namespace Dashboard.Core.Queries;

/// <summary>A run that counts as running.</summary>
/// <param name="Run">The run with the progress it last reported.</param>
/// <param name="LeaseExpiresAt">Until when it counts as alive; past where its collector died or lost the database.</param>
/// <param name="CancelRequested">True where somebody asked it to stop.</param>
/// <param name="LostBefore">How many runs in a row directly before it ended because their lease expired.</param>
/// <param name="Usual">The last run that read everything, to compare with; null where there is none. Those of the demo's past take no time.</param>
public sealed record RunUnderWay(RunRow Run, DateTimeOffset LeaseExpiresAt, bool CancelRequested, int LostBefore, UsualRun? Usual);

/// <summary>How long a run takes.</summary>
/// <param name="Id">The run that took so long.</param>
/// <param name="Duration">From its start to its end.</param>
public sealed record UsualRun(long Id, TimeSpan Duration);

/// <summary>A run that ended.</summary>
/// <param name="Id">The run.</param>
/// <param name="Status">How.</param>
public sealed record EndedRun(long Id, RunStatus Status);

/// <summary>How long a run waited for quota.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Milliseconds">Milliseconds, summed over requests; null for a run of a version that did not count them.</param>
public sealed record RunWaits(long RunId, long? Milliseconds);

/// <summary>A source as the last merged run found it.</summary>
/// <param name="Outcome">Its outcome in that run.</param>
/// <param name="RunId">That run.</param>
/// <param name="At">When that run ended.</param>
/// <param name="LastComplete">The last run in which it was complete; null where none of those looked at was.</param>
/// <param name="LookedBackTo">The oldest run looked at: "never" is no more than "not since then".</param>
public sealed record SourceStatus(SourceOutcome Outcome, long RunId, DateTimeOffset At, SourceCompleteness? LastComplete, DateTimeOffset LookedBackTo);

/// <summary>When a source was complete.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When it ended.</param>
public sealed record SourceCompleteness(long RunId, DateTimeOffset At);

/// <summary>What the last merged run made of a subscription.</summary>
public enum SubscriptionCondition
{
    /// <summary>Listed, and all its rows were read.</summary>
    Read,

    /// <summary>Listed, but not everything in it was read.</summary>
    NotRead,

    /// <summary>Expected, but not listed.</summary>
    Missing,

    /// <summary>An administrator said that it will not come back.</summary>
    Retired,
}

/// <summary>A subscription that runs expect, or that was retired.</summary>
/// <param name="SubscriptionId">Its GUID.</param>
/// <param name="Name">Its last known name.</param>
/// <param name="Condition">What the last merged run made of it.</param>
/// <param name="Apps">Apps of it that stand in the estate now.</param>
/// <param name="LastSeen">Run time at which it was last listed; null where it never was (it is configured, but cannot be read).</param>
/// <param name="MissingSince">Run time of the first run that did not list it; null where it is not missing.</param>
/// <param name="RetiredAt">When it was retired; null where it was not.</param>
/// <param name="Problem">In plain words why it was not read; null where it was.</param>
public sealed record SubscriptionStatus(
    string SubscriptionId, string Name, SubscriptionCondition Condition, int Apps, DateTimeOffset? LastSeen,
    DateTimeOffset? MissingSince, DateTimeOffset? RetiredAt, string? Problem);

/// <summary>The database that keeps the history.</summary>
/// <param name="Product"><c>SQLite</c> or <c>PostgreSQL</c>.</param>
/// <param name="Bytes">Its size in bytes, without its log.</param>
/// <param name="LogBytes">The size of the write-ahead log in bytes; null where the database does not tell.</param>
/// <param name="LastMigration">The last migration applied; null for an empty database.</param>
/// <param name="PendingMigrations">Migrations that are not applied yet.</param>
/// <param name="Tables">Rows of the main tables.</param>
/// <param name="FirstRun">Run time of the first run; null before it.</param>
/// <param name="LastRun">Run time of the newest run, whatever its status.</param>
public sealed record DatabaseStatus(
    string Product, long Bytes, long? LogBytes, string? LastMigration, IReadOnlyList<string> PendingMigrations,
    IReadOnlyList<TableRows> Tables, DateTimeOffset? FirstRun, DateTimeOffset? LastRun);

/// <summary>How many rows a table has.</summary>
/// <param name="Table">The table in words: <c>app states</c>.</param>
/// <param name="Rows">Its rows.</param>
public sealed record TableRows(string Table, long Rows);

/// <summary>The runs of one status.</summary>
/// <param name="Status">The status.</param>
/// <param name="Runs">How many have it.</param>
/// <param name="Newest">Run time of the newest of them.</param>
/// <param name="Duration">How long that one took; null while it runs.</param>
/// <param name="Requests">Requests that it sent.</param>
/// <param name="ArmReads">Those of them that were reads by ARM.</param>
public sealed record RunFigures(RunStatus Status, int Runs, DateTimeOffset Newest, TimeSpan? Duration, int Requests, int ArmReads);
