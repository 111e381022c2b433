using Dashboard.Core.Changes;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>A query parameter of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it says.</param>
/// <param name="Repeats">True where it can be given several times.</param>
internal sealed record QueryParameter(string Name, string Description, bool Repeats = false);

/// <summary>The query parameters that an endpoint understands: its metadata, its validation and its documentation.</summary>
/// <param name="Parameters">The parameters.</param>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> Parameters)
{
    /// <summary>The largest page.</summary>
    public const int MaxPageSize = 1000;

    /// <summary>The filter bar's filters.</summary>
    public static IReadOnlyList<QueryParameter> Filter { get; } =
        [.. AppFilterUrl.Names.Select(n => new QueryParameter(n, Described(n), Repeats: true))];

    /// <summary>The moment.</summary>
    public static IReadOnlyList<QueryParameter> AsOf { get; } = [new("asOf", "The moment: " + AsOfUrl.Expected + ".")];

    /// <summary>The page.</summary>
    public static IReadOnlyList<QueryParameter> Paging { get; } =
        [new("page", "The page, from 1."), new("pageSize", $"Rows of a page, at most {MaxPageSize}; 100 if not given.")];

    /// <summary>The order of apps.</summary>
    public static IReadOnlyList<QueryParameter> Sort { get; } = [new("sort", AppSortUrl.Choices + ".")];

    /// <summary>Which changes.</summary>
    public static IReadOnlyList<QueryParameter> Events { get; } =
    [
        new("from", $"The first moment: {EventFilterUrl.ExpectedMoment}. No bound if not given."),
        new("to", $"The last moment: {EventFilterUrl.ExpectedMoment}. No bound if not given."),
        new("direction", "Where the verdict went: worse (drift), better or same; repeat for alternatives. Any if not given, or all.", Repeats: true),
        new("kind", $"What happened: {string.Join(", ", Enum.GetNames<AppEventKind>())}; repeat for alternatives.", Repeats: true),
        new("changedBy", "Who changed it, as Azure spells it; repeat for alternatives, empty for not known.", Repeats: true),
        new("run", "The number of the run that recorded it."),
    ];

    /// <summary>Which findings.</summary>
    public static IReadOnlyList<QueryParameter> Findings { get; } =
    [
        new("status", $"Where it stands: {string.Join(", ", Enum.GetNames<FindingStatus>())}; repeat for alternatives. Overdue is a part of Open.", Repeats: true),
        new("severity", $"Severity: {string.Join(", ", Enum.GetNames<Severity>())}; repeat for alternatives.", Repeats: true),
        new("end", $"How it ended: {string.Join(", ", Enum.GetNames<FindingEnd>())}; repeat for alternatives.", Repeats: true),
        new("assignee", "Who is to mend it; repeat for alternatives, empty for nobody.", Repeats: true),
        new("headline", "true: only rules of the headline set."),
        new("flapping", "true: only third or later occurrences within thirty days."),
        new("baseline", "true: only what the very first run found."),
        new("detectedFrom", "Only findings detected at this moment or later."), new("detectedTo", "Only findings detected by this moment."),
        new("endedFrom", "Only findings that ended at this moment or later."), new("endedTo", "Only findings that ended by this moment."),
        new("openAt", "Only findings that stood at this moment, as is known now."),
        new("sla", $"Only findings whose due date or earlier end fell in the 365 days before the moment, with this outcome: {string.Join(", ", Enum.GetNames<SlaOutcome>())}; repeat for alternatives.", Repeats: true),
        new("app", "The ARM id of an app that bears it at the moment, or bore it last before; repeat for alternatives.", Repeats: true),
        new("detectedWithin", "Only what was detected in so many days before the moment, for example 365: those that the time to remediate counts."),
    ];

    /// <summary>The order of findings.</summary>
    public static IReadOnlyList<QueryParameter> FindingSort { get; } = [new("sort", FindingSortUrl.Choices + ".")];

    /// <summary>Which exceptions.</summary>
    public static IReadOnlyList<QueryParameter> Exceptions { get; } =
    [
        new("status", $"Where it stands: {string.Join(", ", Enum.GetNames<ExceptionStatus>())}; repeat for alternatives. Approved is active.", Repeats: true),
        new("expiring", "true: active, and ending within the warning period."),
        new("severity", $"The worst severity that it covers: {string.Join(", ", Enum.GetNames<Severity>())}; repeat for alternatives.", Repeats: true),
        new("treatment", $"How the risk is treated: {string.Join(", ", Enum.GetNames<ExceptionTreatment>())}; repeat for alternatives.", Repeats: true),
        new("requester", "The stable identity of who asked; repeat for alternatives.", Repeats: true),
        new("app", "The ARM id of an app that bears it at the moment, or bore it last before; repeat for alternatives.", Repeats: true),
        new("expiresFrom", "Only those whose expiry is this moment or later."), new("expiresTo", "Only those whose expiry is this moment or earlier."),
    ];

    /// <summary>The order of exceptions.</summary>
    public static IReadOnlyList<QueryParameter> ExceptionSort { get; } = [new("sort", ExceptionSortUrl.Choices + ".")];

    /// <summary>The filters of the audit trail.</summary>
    public static IReadOnlyList<QueryParameter> Audit { get; } =
    [
        new("action", "The action, for example run.cancelled."), new("actor", "The actor's stable identity."),
        new("subject", "A kind (run), or a kind and an id (run:12)."),
        new("from", "Not before this day or moment."), new("to", "Not after this day or moment."),
    ];

    /// <summary>Which rows of the tags list.</summary>
    public static IReadOnlyList<QueryParameter> Tags { get; } =
    [
        new("kind", $"What the tag is about: {string.Join(", ", Enum.GetNames<TagKind>())}; repeat for alternatives.", Repeats: true),
        new("standing", $"What became of it: {string.Join(", ", Enum.GetNames<TagStanding>())}; repeat for alternatives.", Repeats: true),
    ];

    /// <summary>Which missing tag, and where it would be written.</summary>
    public static IReadOnlyList<QueryParameter> Untagged { get; } =
    [
        new("kind", $"The missing tag: {string.Join(", ", TagGaps.Wanted)}; Sensitivity if not given."),
        new("by", "group or subscription; group if not given."),
    ];

    /// <summary>The conditions of subscriptions.</summary>
    public static IReadOnlyList<QueryParameter> Subscriptions { get; } =
        [new("condition", $"{SubscriptionConditionUrl.Choices}; repeat for alternatives. Any if not given.", Repeats: true)];

    /// <summary>Which policy exemptions.</summary>
    public static IReadOnlyList<QueryParameter> PolicyExemptions { get; } =
    [
        new(ExemptionsView.FindingParameter, $"What is wrong: {string.Join(", ", Enum.GetNames<ExemptionFinding>())}; repeat for alternatives. Any, and nothing, if not given.", Repeats: true),
    ];

    /// <summary>The order of runs.</summary>
    public static IReadOnlyList<QueryParameter> RunSort { get; } = [new("sort", RunSortUrl.Choices + ".")];

    private static string Described(string filter) => filter switch
    {
        "verdict" => $"Filter by verdict: {string.Join(", ", Enum.GetNames<Verdict>())}; repeat for alternatives.",
        "reachability" => $"Filter by reachability: {string.Join(", ", Enum.GetNames<Reachability>())}; repeat for alternatives.",
        "inScope" => "Filter by scope: yes, no or unclassified; repeat for alternatives.",
        "rule" => "Filter by a rule that fails (MTLS001); repeat for alternatives.",
        "stopped" or "stale" or "optedOut" => "Filter: true or false.",
        "excepted" =>
            "Filter: true or false. Of apps, whether they are excepted at the moment: every failure that their verdict hangs on is covered by an "
            + "active exception. Of findings, whether they stand and are covered themselves.",
        "enforcedOrExcepted" => "Filter: true for the apps that coverage with exceptions counts, false for all others.",
        "exceptionEndsWithin" => "Filter by excepted apps that cease to be within so many days after the moment, as far as is known at it.",
        "q" => "Filter by a part of the name or of the resource id that the app bore at the moment.",
        "tag" => "Filter by what a tag lookup met: kind:standing:level:name:value, from the right as much as is known (sensitivity:invalid); repeat for alternatives.",
        "ruleResult" => "Filter by a rule's result (MTLS006:unknown); repeat for alternatives.",
        "subscription" => "Filter by subscription id; repeat for alternatives. Empty fits no app, since each has one.",
        _ => "Filter; repeat for alternatives, empty for apps that have none.",
    };

    /// <summary>A period of days.</summary>
    public static IReadOnlyList<QueryParameter> Period { get; } =
        [new("from", "The first day (2026-01-01)."), new("to", "The last day; today if not given.")];
}

/// <summary>Says which query parameters endpoints understand.</summary>
internal static class QueryParametersExtensions
{
    /// <summary>Declares the parameters; everything else in a query string is refused.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder builder, params IReadOnlyList<QueryParameter>[] parameters) =>
        builder.WithMetadata(new QueryParameters([.. parameters.SelectMany(p => p)]));
}
