using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Runs;

/// <summary>Runs in words.</summary>
public static class RunWords
{
    /// <summary>A status, its icon and the class of its word.</summary>
    public static (string Word, string Icon, string? Class) Status(RunStatus status) => status switch
    {
        RunStatus.Running => ("Running", "refresh", null),
        RunStatus.Succeeded => ("Succeeded", "check", null),
        RunStatus.Partial => ("Partial", "warning", "caution"),
        RunStatus.Failed => ("Failed", "close", "alarm"),
        RunStatus.Cancelled => ("Cancelled", "stop", null),
    };

    /// <summary>What started a run.</summary>
    public static string Trigger(RunTrigger trigger) => trigger switch
    {
        RunTrigger.Schedule => "Schedule",
        RunTrigger.Manual => "By hand",
        RunTrigger.CommandLine => "Command line",
        RunTrigger.Backfill => "Demo history",
    };

    /// <summary>Who started it, where that is more than what its trigger says already.</summary>
    public static string? Person(RunRow run) => run.Trigger is RunTrigger.Schedule or RunTrigger.Backfill ? null : run.StartedBy;

    /// <summary>True where what it read is in the history.</summary>
    public static bool IsMerged(RunRow run) => run.Status is RunStatus.Succeeded or RunStatus.Partial;

    /// <summary>What a run did not read, for the list.</summary>
    public static string NotRead(RunRow run) => run switch
    {
        { MissingScopes.Count: > 0 } => string.Join(", ", run.MissingScopes),
        { Status: RunStatus.Failed, Reason: { } reason } => reason,
        { Status: RunStatus.Partial } => "Parts of sources",
        { Status: RunStatus.Succeeded } => "Nothing",
        _ => "–",
    };

    /// <summary>What holds since the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="before">The run whose figures stood before it; null where there was none.</param>
    public static string WhatStands(RunRow run, RunRef? before)
    {
        var stands = before is null ? "There are no figures yet." : $"The figures of run {before.Id}, {Words.Moment(before.RunTime, TimeFormat.Full, run.RunTime)}, stand.";
        return run.Status switch
        {
            RunStatus.Running => $"Nothing of it counts before everything was read. {stands}",
            RunStatus.Succeeded => "Everything in scope was read and merged. The figures from its time on are its figures, until the next run.",
            RunStatus.Partial => "What was read was merged; the rest stands as it was, marked stale. An app that stays unread becomes Unknown after the allowance.",
            RunStatus.Failed or RunStatus.Cancelled => stands,
        };
    }

    /// <summary>How long a run took; nothing for one under way, nor for one of the demo's past, whose clock stands still.</summary>
    public static string Duration(RunRow run) =>
        run.CompletedAt is { } end && run.Trigger != RunTrigger.Backfill ? Words.Duration(end - run.StartedAt) : "–";

    /// <summary>The answer on a run's page.</summary>
    public static string Answer(RunRow run) => run.Status switch
    {
        RunStatus.Running => "The run is under way",
        RunStatus.Succeeded => "Everything was read",
        RunStatus.Partial => run.MissingScopes.Count > 0
            ? $"{Words.Of(run.MissingScopes.Count, "subscription")} could not be read; the rest was"
            : "Not everything could be read",
        RunStatus.Failed => "Nothing was merged: the run failed",
        RunStatus.Cancelled => "Nothing was merged: the run was cancelled",
    };
}
