using Dashboard.Core.Runs;

namespace Dashboard.Storage.Model;

/// <summary>The sets of runs that queries speak of.</summary>
internal static class RunSets
{
    /// <summary>Runs that wrote the history: Succeeded and Partial.</summary>
    public static IQueryable<RunEntry> Merged(this IQueryable<RunEntry> runs) =>
        runs.Where(r => r.Status == RunStatus.Succeeded || r.Status == RunStatus.Partial);
}
