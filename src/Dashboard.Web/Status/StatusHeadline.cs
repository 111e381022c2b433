using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Status;

/// <summary>How well the collection does.</summary>
public enum StatusLevel
{
    /// <summary>The figures are fresh and whole.</summary>
    Good,

    /// <summary>Something is missing, or late.</summary>
    Warning,

    /// <summary>The figures are not to be relied on.</summary>
    Critical,
}

/// <summary>The collection in a sentence.</summary>
/// <param name="Level">How well it does.</param>
/// <param name="Title">The answer.</param>
/// <param name="Text">What to know besides; empty where nothing.</param>
public sealed record StatusHeadline(StatusLevel Level, string Title, string Text)
{
    /// <summary>Data older than this is late where no schedule says when it should come.</summary>
    public static readonly TimeSpan LateWithoutSchedule = TimeSpan.FromHours(24);

    /// <summary>Says it.</summary>
    /// <param name="standing">The run whose figures stand; null before the first.</param>
    /// <param name="ended">The newest run that ended, however; null where none did.</param>
    /// <param name="interval">The time between two scheduled runs; null without a schedule.</param>
    /// <param name="now">The clock.</param>
    public static StatusHeadline Of(RunRef? standing, RunRow? ended, TimeSpan? interval, DateTimeOffset now)
    {
        var last = Last(ended);
        if (standing is null)
        {
            return ended is null
                ? new(StatusLevel.Warning, "No run yet", "Nothing was read so far: start a run, or wait for the schedule.")
                : new(StatusLevel.Critical, "No run has succeeded yet", $"{last} {ended.Reason}".Trim());
        }

        var age = now - standing.RunTime;
        var late = interval is { } i ? 2 * i : LateWithoutSchedule;
        var tooLate = interval is { } j ? 3 * j : 3 * LateWithoutSchedule;
        if (age > late)
        {
            var due = interval is { } every ? $"Runs are due every {Age(every)}." : "No schedule starts runs.";
            var title = $"No successful run for {Age(age)}";
            return age > tooLate
                ? new(StatusLevel.Critical, title + ": do not rely on the figures", $"{due} {last}")
                : new(StatusLevel.Warning, title, $"{due} {last}");
        }

        var whole = standing.Status == RunStatus.Succeeded && (ended is null || ended.Id <= standing.Id);
        return new(whole ? StatusLevel.Good : StatusLevel.Warning, $"Data is {Age(age)} old. {last}".Trim(), whole ? "" : Missing(standing, ended));
    }

    /// <summary>An age in hours for two days, since the limits are told in hours; then in larger units.</summary>
    public static string Age(TimeSpan age) =>
        age.TotalHours is >= 1 and < 49 ? Words.Of((int)age.TotalHours, "hour") : Words.Age(age);

    private static string Last(RunRow? ended) => ended?.Status switch
    {
        RunStatus.Succeeded => "The last run succeeded.",
        RunStatus.Partial => "The last run read only a part.",
        RunStatus.Failed => "The last run failed.",
        RunStatus.Cancelled => "The last run was cancelled.",
        _ => "",
    };

    private static string Missing(RunRef standing, RunRow? ended)
    {
        var missing = standing switch
        {
            { Status: RunStatus.Succeeded } => "",
            { MissingScopes.Count: 0 } => "What could not be read stands as it was, marked stale.",
            _ => $"{Words.Join(standing.MissingScopes)} could not be read; the apps there stand as last seen, marked stale.",
        };
        return ended is { Status: RunStatus.Failed or RunStatus.Cancelled } && ended.Id > standing.Id
            ? $"{ended.Reason} The figures before it stand. {missing}".Trim()
            : missing;
    }
}
