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

    /// <summary>How long a run took; what it does while it runs.</summary>
    public static string Duration(RunRow run) => run.CompletedAt is { } end ? Words.Duration(end - run.StartedAt) : "–";

    /// <summary>The answer on a run's page.</summary>
    public static string Answer(RunRow run) => run.Status switch
    {
        RunStatus.Running => "The run is under way",
        RunStatus.Succeeded => $"Everything was read: {Words.Of(run.Report.Apps, "app")}, {Words.Count(run.Changed)} changed",
        RunStatus.Partial => run.MissingScopes.Count > 0
            ? $"{Words.Of(run.MissingScopes.Count, "subscription")} could not be read; the rest was"
            : "Not everything could be read",
        RunStatus.Failed => "Nothing was merged: the run failed",
        RunStatus.Cancelled => "Nothing was merged: the run was cancelled",
    };
}
