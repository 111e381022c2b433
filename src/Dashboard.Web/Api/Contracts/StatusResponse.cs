using System.Text.Json.Serialization;
using Dashboard.Azure;
using Dashboard.Core.Queries;
using Dashboard.Storage;
using Dashboard.Web.Status;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// The status of the program and of its data. <paramref name="Configuration"/> (the settings in force, without secrets) and
/// <paramref name="Logs"/> (how to find runs and errors) are absent where the role may not see them.
/// </summary>
internal sealed record StatusResponse(
    DateTimeOffset AsOf, CollectionResponse Collection, IReadOnlyList<SourceResponse> Sources,
    IReadOnlyList<SubscriptionStatus> Subscriptions, QuotaResponse? Quota, DatabaseResponse Database, ProgramResponse Program,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SettingView>? Configuration = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LogsResponse? Logs = null);

/// <summary>How the collection does.</summary>
internal sealed record CollectionResponse(
    StatusLevel Level, string Headline, string Detail, RunRefResponse? Run, long? DataAgeSeconds, RunResponse? LastEnded,
    UnderWayResponse? UnderWay, string Schedule, DateTimeOffset? NextRun, int? Requests, int? ArmReads, IReadOnlyList<RunWaits> Waits)
{
    /// <summary>The response of <paramref name="status"/>.</summary>
    public static CollectionResponse Of(CollectionStatus status, string schedule, DateTimeOffset now) => new(
        status.Headline.Level, status.Headline.Title, status.Headline.Text, RunRefResponse.Of(status.Standing),
        status.Standing is { } run ? Math.Max(0, (long)(now - run.RunTime).TotalSeconds) : null,
        status.LastEnded is { } last ? RunResponse.Of(last) : null,
        status.UnderWay is { } running ? new UnderWayResponse(RunResponse.Of(running.Run), running.LeaseExpiresAt, running.LeaseExpiresAt > now) : null,
        schedule, status.NextRun, status.Requests?.All, status.Requests?.ArmReads, status.Waits);
}

/// <summary>The run under way.</summary>
internal sealed record UnderWayResponse(RunResponse Run, DateTimeOffset LeaseExpiresAt, bool Alive);

/// <summary>A source as the last merged run found it.</summary>
internal sealed record SourceResponse(
    string Name, bool Complete, int Rows, int NotUnderstood, int Pages, int Requests, string? Problem, long RunId, DateTimeOffset At,
    DateTimeOffset? LastCompleteAt, long? LastCompleteRun, long? WaitedMilliseconds)
{
    /// <summary>The response of <paramref name="source"/>.</summary>
    public static SourceResponse Of(SourceStatus source) => new(
        source.Outcome.Name, source.Outcome.Complete, source.Outcome.Rows, source.Outcome.NotUnderstood, source.Outcome.Pages,
        source.Outcome.Requests, source.Outcome.Problem, source.RunId, source.At, source.LastComplete?.At, source.LastComplete?.RunId,
        source.Outcome.WaitedMilliseconds);
}

/// <summary>The quota of Resource Graph as last told.</summary>
internal sealed record QuotaResponse(int Remaining, double ResetsAfterSeconds, DateTimeOffset SeenAt)
{
    /// <summary>The response of <paramref name="reading"/>.</summary>
    public static QuotaResponse? Of(QuotaReading? reading) =>
        reading is null ? null : new QuotaResponse(reading.Remaining, reading.ResetsAfter.TotalSeconds, reading.SeenAt);
}

/// <summary>The database. <paramref name="Content"/> is null where it cannot be asked.</summary>
internal sealed record DatabaseResponse(DatabaseCondition Condition, double LatencyMilliseconds, DatabaseStatus? Content)
{
    /// <summary>The response of <paramref name="report"/>.</summary>
    public static DatabaseResponse Of(DatabaseReport report) =>
        new(report.Condition, Math.Round(report.Latency.TotalMilliseconds, 1), report.Content);
}

/// <summary>The program. <paramref name="ClockDifference"/> is what the last run warned of; null where it did not.</summary>
internal sealed record ProgramResponse(string Version, string Runtime, DateTimeOffset StartedAt, string? ClockDifference);

/// <summary>Events of the log by number.</summary>
internal sealed record LogsResponse(IReadOnlyList<LogEntry> Runs, IReadOnlyList<LogEntry> Errors);
