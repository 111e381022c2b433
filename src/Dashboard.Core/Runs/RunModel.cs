namespace Dashboard.Core.Runs;

/// <summary>How a run ended, or that it has not.</summary>
public enum RunStatus
{
    /// <summary>Under way: its lease is held.</summary>
    Running,

    /// <summary>Everything in scope was read.</summary>
    Succeeded,

    /// <summary>A page, source or scope failed; what was read was merged, the rest stands as it was.</summary>
    Partial,

    /// <summary>Nothing was merged.</summary>
    Failed,

    /// <summary>Stopped by a person; nothing was merged.</summary>
    Cancelled,
}

/// <summary>What started a run.</summary>
public enum RunTrigger
{
    /// <summary>The cron schedule.</summary>
    Schedule,

    /// <summary>A person on a page or through the API.</summary>
    Manual,

    /// <summary>The <c>collect</c> verb.</summary>
    CommandLine,

    /// <summary>The demo's backfill of its past.</summary>
    Backfill,
}

/// <summary>How one source (an API and what is read from it) fared in a run.</summary>
/// <param name="Name"><c>subscriptions</c>, <c>resource groups</c>, <c>plans</c>, <c>apps</c>, <c>app configuration</c>.</param>
/// <param name="Complete">True where every page was read.</param>
/// <param name="Rows">Rows understood.</param>
/// <param name="NotUnderstood">Rows that were not understood (counted and shown; not fatal).</param>
/// <param name="Pages">Pages read.</param>
/// <param name="Requests">Requests sent, retries included.</param>
/// <param name="Problem">In plain words what went wrong and what would mend it; null where nothing did.</param>
public sealed record SourceOutcome(
    string Name, bool Complete, int Rows, int NotUnderstood, int Pages, int Requests, string? Problem)
{
    /// <summary>
    /// Milliseconds spent waiting for the service's quota, summed over requests; null for a run of a version that did not count them.
    /// </summary>
    public long? WaitedMilliseconds { get; init; }
}

/// <summary>How one subscription fared in a run.</summary>
/// <param name="SubscriptionId">The subscription's GUID.</param>
/// <param name="Name">Its last known display name.</param>
/// <param name="Read">True where it was listed and all its rows were read.</param>
/// <param name="Apps">Apps seen in it.</param>
/// <param name="Problem">In plain words why it was not read; null where it was.</param>
public sealed record ScopeOutcome(string SubscriptionId, string Name, bool Read, int Apps, string? Problem);

/// <summary>What a run has done so far.</summary>
/// <param name="Phase">What it is doing, in words: <c>Reading apps</c>.</param>
/// <param name="Pages">Pages read.</param>
/// <param name="Apps">Apps seen.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="ExpectedApps">Apps that the source announced or the last run saw; null where neither is known.</param>
public sealed record RunProgress(string Phase, int Pages, int Apps, int Requests, int? ExpectedApps)
{
    /// <summary>The phase of the merge, which gives no sign of life until it is done.</summary>
    public const string Writing = "Writing the history";

    /// <summary>Milliseconds spent waiting for quota so far; null where only the history tells of the run, which does not keep it.</summary>
    public long? WaitedMilliseconds { get; init; }
}

/// <summary>The figures of a finished run.</summary>
public sealed record RunReport
{
    /// <summary>Every source in the order read.</summary>
    public IReadOnlyList<SourceOutcome> Sources { get; init; } = [];

    /// <summary>Every subscription asked for, seen now or ever seen.</summary>
    public IReadOnlyList<ScopeOutcome> Scopes { get; init; } = [];

    /// <summary>Oddities that did not make the run Partial, in plain words.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Apps seen.</summary>
    public int Apps { get; init; }

    /// <summary>Requests sent in all.</summary>
    public int Requests { get; init; }

    /// <summary>Reads of single resources by ARM among them.</summary>
    public int ArmReads { get; init; }

    /// <summary>
    /// Of the apps that are absent for longer, the one whose existence was asked for last, by the history's number: the next run
    /// begins after it. Null where none was ever asked for.
    /// </summary>
    public long? AskedUpTo { get; init; }

    /// <summary>Milliseconds that all sources waited for quota; null where they did not count them. A method, so that it is not stored again.</summary>
    public long? WaitedMilliseconds() => Sources.Any(s => s.WaitedMilliseconds is not null) ? Sources.Sum(s => s.WaitedMilliseconds ?? 0) : null;
}
