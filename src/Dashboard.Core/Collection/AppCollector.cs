using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Microsoft.Extensions.Logging;

namespace Dashboard.Core.Collection;

/// <summary>How a collection ended.</summary>
/// <param name="RunId">The run; null where another run was under way.</param>
/// <param name="Status">Its status; <see cref="RunStatus.Running"/> where another run was under way.</param>
/// <param name="Reason">Why it failed or did not start, in plain words; null otherwise.</param>
/// <param name="Report">Its figures; null where another run was under way.</param>
/// <param name="Changed">Apps whose state changed.</param>
public sealed record CollectionResult(long? RunId, RunStatus Status, string? Reason, RunReport? Report, int Changed);

/// <summary>One collection of the estate: read, judge, compare with the history, merge.</summary>
public sealed class AppCollector(
    IAzureEstate estate,
    IRunStore store,
    JudgementSettings judgement,
    CollectionSettings settings,
    TimeProvider clock,
    ILogger<AppCollector> logger)
{
    /// <summary>Runs once. <paramref name="started"/> is told the run's number as soon as it has one.</summary>
    public Task<CollectionResult> RunAsync(
        RunTrigger trigger, string startedBy, Action<long>? started, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{estate}{store}{judgement}{settings}{clock}{logger}{trigger}{startedBy}{started}{cancellationToken}");
}
