namespace Dashboard.Core.Collection;

/// <summary>For how long the last state of an absent app stands, as this run counts it.</summary>
/// <param name="Most">The allowance.</param>
/// <param name="RunTime">The time of this run.</param>
/// <param name="LastRunTime">The time of the last merged run; null on the first.</param>
internal sealed record Allowance(TimeSpan Most, DateTimeOffset RunTime, DateTimeOffset? LastRunTime)
{
    /// <summary>When an app that this run does not see was seen last.</summary>
    public DateTimeOffset LastSeen(StoredApp app) => (app.Stale ? app.LastSeen : null) ?? LastRunTime ?? RunTime;

    /// <summary>True where that is longer ago than the allowance: its last state counts no more.</summary>
    public bool IsOver(StoredApp app) => RunTime - LastSeen(app) > Most;
}
