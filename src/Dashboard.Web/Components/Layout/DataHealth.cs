using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Layout;

/// <summary>What the banner says of the data: how old it is and what is missing.</summary>
/// <param name="Kind">Which look it has.</param>
/// <param name="Title">The bold words; empty where nothing is wrong.</param>
/// <param name="Text">What is missing and what that does.</param>
/// <param name="RunId">The run to look at; null where there is none.</param>
public sealed record DataHealth(DataHealthKind Kind, string Title, string Text, long? RunId)
{
    /// <summary>Older than this and no run since: said so.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(26);

    /// <summary>Judges the run whose figures stand, and the newest one.</summary>
    /// <param name="standing">The run whose figures stand; null before the first.</param>
    /// <param name="newest">The newest run, whatever its status.</param>
    /// <param name="asOf">The moment that is looked at; null is now.</param>
    /// <param name="now">The clock.</param>
    public static DataHealth Of(RunRef? standing, RunRow? newest, DateTimeOffset? asOf, DateTimeOffset now)
    {
        if (standing is null)
        {
            return newest is { Status: RunStatus.Failed }
                ? new(DataHealthKind.Caution, "The run failed.", Reason(newest), newest.Id)
                : new(DataHealthKind.Quiet, "", "No run yet", null);
        }

        var missing = Missing(standing);
        if (asOf is null && newest is { Status: RunStatus.Failed or RunStatus.Cancelled } && newest.Id > standing.Id)
        {
            var title = $"The latest run {(newest.Status == RunStatus.Failed ? "failed" : "was cancelled")}.";
            return new(DataHealthKind.Caution, title, $"{Reason(newest)} The figures before it stand. {missing}".Trim(), newest.Id);
        }

        if (missing is not null) return new(DataHealthKind.Caution, "Partial data.", missing, standing.Id);
        return asOf is null && now - standing.RunTime > Fresh
            ? new(DataHealthKind.Caution, "Old data.", $"The last run was {Words.Ago(standing.RunTime, now)}: what changed since is not in these figures.", standing.Id)
            : new(DataHealthKind.Quiet, "", "", standing.Id);
    }

    /// <summary>What the run whose figures stand could not read; null where it read everything.</summary>
    private static string? Missing(RunRef standing)
    {
        if (standing.Status != RunStatus.Partial) return null;
        return standing.MissingScopes.Count == 0
            ? "Some of it could not be read; what was read before stands there."
            : $"{Words.Join([.. standing.MissingScopes.Take(3)])}{More(standing.MissingScopes.Count - 3)} could not be read; the apps there stand as last seen.";
    }

    private static string Reason(RunRow run) => run.Status == RunStatus.Failed ? run.Reason ?? "" : "";

    private static string More(int more) => more > 0 ? $" and {more} more" : "";
}

/// <summary>The looks of the banner.</summary>
public enum DataHealthKind
{
    /// <summary>A line: nothing is wrong.</summary>
    Quiet,

    /// <summary>Something is missing.</summary>
    Caution,
}
