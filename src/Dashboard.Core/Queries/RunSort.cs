namespace Dashboard.Core.Queries;

/// <summary>The columns by which runs can be sorted. Ties go by run time, newest first.</summary>
public enum RunSortColumn
{
    /// <summary>By the moment at which they started.</summary>
    StartedAt,

    /// <summary>By status, from Running to Cancelled.</summary>
    Status,

    /// <summary>By how long they took; a run that is under way counts as the longest.</summary>
    Duration,

    /// <summary>By the apps that they saw.</summary>
    Apps,

    /// <summary>By the apps whose state changed.</summary>
    Changed,
}

/// <summary>A sort order of runs.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">True for the largest first.</param>
public sealed record RunSort(RunSortColumn Column, bool Descending)
{
    /// <summary>Newest first.</summary>
    public static RunSort Default { get; } = new(RunSortColumn.StartedAt, true);
}
