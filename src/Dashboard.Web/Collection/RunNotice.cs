using Dashboard.Core.Runs;

namespace Dashboard.Web.Collection;

/// <summary>What is new about a run in this process.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">Running, or how it ended.</param>
/// <param name="Progress">What it has done so far; null before its first report and after its end.</param>
public sealed record RunNotice(long RunId, RunStatus Status, RunProgress? Progress);

/// <summary>What came of asking for a run.</summary>
public abstract record StartOutcome
{
    /// <summary>It runs.</summary>
    public sealed record Started(long RunId) : StartOutcome;

    /// <summary>Another run is under way, here or in another process. <paramref name="RunId"/> is known for one of this process.</summary>
    public sealed record AlreadyRunning(long? RunId) : StartOutcome;

    /// <summary>It cannot start now, for a reason to show.</summary>
    public sealed record NotNow(string Reason) : StartOutcome;
}
