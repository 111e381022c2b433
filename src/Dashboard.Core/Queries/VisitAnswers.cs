namespace Dashboard.Core.Queries;

/// <summary>A reader's last visit: the one before the visit that is under way.</summary>
/// <param name="EndedAt">When it ended: its last activity.</param>
/// <param name="KnownUntil">
/// Run time of the newest run that was merged by then. What happened after it the reader cannot have seen, even where it
/// happened before the visit ended. Where no run was merged by then, the end itself.
/// </param>
public sealed record LastVisit(DateTimeOffset EndedAt, DateTimeOffset KnownUntil)
{
    /// <summary>A visit is over after this long without activity.</summary>
    public static readonly TimeSpan OverAfter = TimeSpan.FromMinutes(30);

    /// <summary>Activity within this long of the last recorded one is not recorded again.</summary>
    public static readonly TimeSpan RecordedEvery = TimeSpan.FromMinutes(1);
}
