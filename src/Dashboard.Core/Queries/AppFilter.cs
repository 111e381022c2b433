using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>
/// The one filter of the product: every page, export and API list understands it, and every figure's link is one.
/// Values of one field are alternatives, fields combine. An empty list means any.
/// </summary>
public sealed record AppFilter
{
    /// <summary>No restriction.</summary>
    public static AppFilter Any { get; } = new();

    /// <summary>Subscription ids.</summary>
    public IReadOnlyList<string> Subscription { get; init; } = [];

    /// <summary>Cost centres, compared folded (<see cref="Kpis.KpiKeys.Fold"/>); the empty text means "none".</summary>
    public IReadOnlyList<string> CostCentre { get; init; } = [];

    /// <summary>Owners, folded; the empty text means "none".</summary>
    public IReadOnlyList<string> Owner { get; init; } = [];

    /// <summary>Environments, folded; the empty text means "none".</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Scenarios; the empty text means "none".</summary>
    public IReadOnlyList<string> Scenario { get; init; } = [];

    /// <summary>Sensitivities, folded; the empty text means "none".</summary>
    public IReadOnlyList<string> Sensitivity { get; init; } = [];

    /// <summary>Plan tiers, folded; the empty text means "unknown".</summary>
    public IReadOnlyList<string> Tier { get; init; } = [];

    /// <summary>Reachability.</summary>
    public IReadOnlyList<Reachability> Reachability { get; init; } = [];

    /// <summary>Verdicts.</summary>
    public IReadOnlyList<Verdict> Verdict { get; init; } = [];

    /// <summary>Ids of rules that the app fails.</summary>
    public IReadOnlyList<string> FailedRule { get; init; } = [];

    /// <summary>Results of rules, of which the app has one.</summary>
    public IReadOnlyList<RuleResultChoice> RuleResult { get; init; } = [];

    /// <summary>What lookups of tags met on the app.</summary>
    public IReadOnlyList<TagQuery> Tag { get; init; } = [];

    /// <summary>Scope: <c>yes</c>, <c>no</c>, <c>unclassified</c>.</summary>
    public IReadOnlyList<ScopeChoice> InScope { get; init; } = [];

    /// <summary>True: only stopped apps. False: only apps that are not stopped.</summary>
    public bool? Stopped { get; init; }

    /// <summary>True: only stale apps. False: only apps that the latest run saw.</summary>
    public bool? Stale { get; init; }

    /// <summary>True: only sensitive apps tagged "not required".</summary>
    public bool? OptedOut { get; init; }

    /// <summary>
    /// True: only apps that are excepted at the moment (<see cref="Exceptions.ExceptedApp"/>). False: only apps that are not. Of an app
    /// that has left, and of a state in a history, it is asked at the last moment at which it stood.
    /// </summary>
    public bool? Excepted { get; init; }

    /// <summary>True: only apps that are Enforced or excepted, which coverage with exceptions counts. False: only the others.</summary>
    public bool? EnforcedOrExcepted { get; init; }

    /// <summary>
    /// Only excepted apps that cease to be within so many days after the moment, as far as was known then: an exception that all of it
    /// hangs on expires.
    /// </summary>
    public int? ExceptionEndsWithinDays { get; init; }

    /// <summary>Part of the name or resource id, without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>True where nothing is restricted.</summary>
    public bool IsAny =>
        Subscription.Count + CostCentre.Count + Owner.Count + Environment.Count + Scenario.Count + Sensitivity.Count
        + Tier.Count + Reachability.Count + Verdict.Count + FailedRule.Count + RuleResult.Count + Tag.Count + InScope.Count == 0
        && Stopped is null && Stale is null && OptedOut is null && Excepted is null && EnforcedOrExcepted is null
        && ExceptionEndsWithinDays is null && string.IsNullOrWhiteSpace(Text);
}

/// <summary>Whether an app must enforce mutual TLS.</summary>
public enum ScopeChoice
{
    /// <summary>It must.</summary>
    Yes,

    /// <summary>It need not.</summary>
    No,

    /// <summary>The tags do not say.</summary>
    Unclassified,
}

/// <summary>A column by which apps are sorted.</summary>
public enum AppSortColumn
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By verdict, in display order.</summary>
    Verdict,

    /// <summary>By owner.</summary>
    Owner,

    /// <summary>By the moment since which the verdict stands.</summary>
    Since,

    /// <summary>By subscription name.</summary>
    Subscription,

    /// <summary>By sensitivity.</summary>
    Sensitivity,

    /// <summary>By tier.</summary>
    Tier,

    /// <summary>By cost centre.</summary>
    CostCentre,
}

/// <summary>How a list of apps is sorted; ties are broken by name and then by the history's number, so that pages never overlap.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">True for descending.</param>
public sealed record AppSort(AppSortColumn Column, bool Descending)
{
    /// <summary>By name, ascending.</summary>
    public static AppSort Default { get; } = new(AppSortColumn.Name, false);
}

/// <summary>A page of a list.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">Rows that match in all.</param>
/// <param name="AsOf">The moment that the rows describe.</param>
/// <param name="Run">The run whose figures stand at that moment; null before the first.</param>
public sealed record PagedList<T>(IReadOnlyList<T> Items, int Total, DateTimeOffset AsOf, RunRef? Run);

/// <summary>The run whose figures stand at a moment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">Its status.</param>
/// <param name="RunTime">Its one clock.</param>
/// <param name="CompletedAt">When it was merged.</param>
/// <param name="MissingScopes">Names of subscriptions that it could not read.</param>
public sealed record RunRef(
    long Id, Runs.RunStatus Status, DateTimeOffset RunTime, DateTimeOffset CompletedAt, IReadOnlyList<string> MissingScopes);
