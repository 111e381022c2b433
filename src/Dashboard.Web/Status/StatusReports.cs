using Dashboard.Core.Queries;
using Dashboard.Storage;

namespace Dashboard.Web.Status;

/// <summary>How the collection does.</summary>
/// <param name="Headline">In a sentence.</param>
/// <param name="Standing">The run whose figures stand; null before the first.</param>
/// <param name="LastEnded">The newest run that ended, however; null where none did.</param>
/// <param name="UnderWay">The run under way, here or in another process; null where none is.</param>
/// <param name="NextRun">When the schedule starts the next one; null where it never does.</param>
/// <param name="Requests">Requests that the run whose figures stand sent, by source and in all; null before the first.</param>
/// <param name="ClockDifference">What the run whose figures stand warned of this machine's clock; null where it did not.</param>
public sealed record CollectionStatus(
    StatusHeadline Headline, RunRef? Standing, RunRow? LastEnded, RunUnderWay? UnderWay, DateTimeOffset? NextRun,
    RequestCounts? Requests, string? ClockDifference)
{
    /// <summary>How long the last merged runs waited for quota, newest first.</summary>
    public IReadOnlyList<RunWaits> Waits { get; init; } = [];
}

/// <summary>The requests of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="All">In all, retries included.</param>
/// <param name="ArmReads">Reads of single resources by ARM among them.</param>
public sealed record RequestCounts(long RunId, int All, int ArmReads);

/// <summary>The database's health check, and what is in it where it can be asked.</summary>
/// <param name="Condition">Whether it can be used.</param>
/// <param name="Latency">How long it took to answer.</param>
/// <param name="Content">What is in it; null where it cannot be asked.</param>
public sealed record DatabaseReport(DatabaseCondition Condition, TimeSpan Latency, DatabaseStatus? Content);
