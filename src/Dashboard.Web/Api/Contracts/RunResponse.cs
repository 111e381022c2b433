using Dashboard.Core.Queries;
using Dashboard.Core.Runs;

namespace Dashboard.Web.Api.Contracts;

/// <summary>A run in the list.</summary>
internal sealed record RunResponse(
    long Id, RunStatus Status, RunTrigger Trigger, string StartedBy, DateTimeOffset RunTime, DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt, string RuleSetVersion, int Apps, int Changed, int Requests, int ArmReads, string? Reason,
    IReadOnlyList<string> MissingScopes, RunProgress? Progress)
{
    /// <summary>The response of <paramref name="run"/>.</summary>
    public static RunResponse Of(RunRow run) => new(
        run.Id, run.Status, run.Trigger, run.StartedBy, run.RunTime, run.StartedAt, run.CompletedAt, run.RuleSetVersion,
        run.Report.Apps, run.Changed, run.Report.Requests, run.Report.ArmReads, run.Reason, run.MissingScopes, run.Progress);
}

/// <summary>One run with everything that is known of it.</summary>
internal sealed record RunDetailResponse(
    RunResponse Run, IReadOnlyList<SourceOutcome> Sources, IReadOnlyList<ScopeOutcome> Scopes, IReadOnlyList<string> Warnings)
{
    /// <summary>The response of <paramref name="run"/>.</summary>
    public static RunDetailResponse Of(RunRow run) =>
        new(RunResponse.Of(run), run.Report.Sources, run.Report.Scopes, run.Report.Warnings);
}

/// <summary>A run that was started.</summary>
internal sealed record RunStartedResponse(long Id, RunStatus Status);
