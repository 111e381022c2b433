using System.Collections.ObjectModel;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Runs;

namespace Dashboard.Core.Queries;

/// <summary>A row of the apps list.</summary>
/// <param name="AppId">The history's number.</param>
/// <param name="State">The app's state at the moment asked for.</param>
/// <param name="SubscriptionName">The subscription's last known name.</param>
/// <param name="FirstSeen">Run time at which the app was first seen.</param>
/// <param name="LastSeen">Run time at which it was last seen before the moment asked for.</param>
/// <param name="VerdictSince">Run time since which it has this verdict.</param>
public sealed record AppRow(
    long AppId, AppState State, string SubscriptionName, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset VerdictSince)
{
    /// <summary>True where active exceptions cover all that its verdict hangs on, at the moment of the row; see <see cref="Exceptions.ExceptedApp"/>.</summary>
    public bool Excepted => ExceptedUntil is not null;

    /// <summary>
    /// When it ceases to be excepted, as far as was known at the moment; null where it is not: the earliest end of the exceptions that
    /// it hangs on.
    /// </summary>
    public DateTimeOffset? ExceptedUntil { get; init; }

    /// <summary>The rules that exceptions cover on it at the moment.</summary>
    public IReadOnlyDictionary<string, ActiveException> Covered { get; init; } = ReadOnlyDictionary<string, ActiveException>.Empty;

    /// <summary>
    /// True where the app fails a rule, or passes it only because an exception is active: that can be excepted, and the exception be renewed.
    /// </summary>
    public bool FailsWithoutException(RuleOutcome rule) =>
        rule.Result == RuleResult.Fail || (rule is { Id: OptOutIsJustified.RuleId, Result: RuleResult.Pass } && Covered.ContainsKey(rule.Id));
}

/// <summary>An interval of an app's history.</summary>
/// <param name="From">Run time of the run that saw it first.</param>
/// <param name="To">Run time at which it ended; null while it stands.</param>
/// <param name="State">The state.</param>
public sealed record AppInterval(DateTimeOffset From, DateTimeOffset? To, AppState State);

/// <summary>One app with its rules and history.</summary>
/// <param name="Row">The app at the moment asked for, rules included.</param>
/// <param name="History">Its intervals up to that moment, oldest first, without rule evidence except in the last.</param>
/// <param name="Decommissioned">Run time at which it was proven gone; null while it lives.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands at that moment.</param>
public sealed record AppDetail(
    AppRow Row, IReadOnlyList<AppInterval> History, DateTimeOffset? Decommissioned, DateTimeOffset AsOf, RunRef? Run);

/// <summary>The figures of the Overview.</summary>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands.</param>
/// <param name="Counts">The counts under the filter.</param>
public sealed record OverviewAnswer(DateTimeOffset AsOf, RunRef Run, PostureCounts Counts)
{
    /// <summary>How many of them are excepted at the moment.</summary>
    public ExceptedCounts Excepted { get; init; }

    /// <summary>
    /// Those of <see cref="Excepted"/> that cease to be within <see cref="EndingWithinDays"/>, as far as was known at the moment.
    /// </summary>
    public ExceptedCounts Ending { get; init; }

    /// <summary>The whole days of <see cref="ExceptionLimits.Warning"/>.</summary>
    public int EndingWithinDays { get; init; }
}

/// <summary>A day of a trend. Its figures are those that stood at 24:00 UTC (or at the end of the period asked for, on its last day).</summary>
/// <param name="Day">The day.</param>
/// <param name="Counts">The counts.</param>
/// <param name="Run">How the last run of the day ended; null where no run was merged that day, so that the figures are carried over.</param>
public sealed record TrendDay(DateOnly Day, PostureCounts Counts, RunStatus? Run)
{
    /// <summary>How many of them were excepted then.</summary>
    public ExceptedCounts Excepted { get; init; }
}

/// <summary>A trend under a filter.</summary>
/// <param name="Days">A day each, oldest first; days before the first run are left out.</param>
/// <param name="AsOf">The end of the period.</param>
/// <param name="Run">The run that stands at that moment.</param>
public sealed record TrendAnswer(IReadOnlyList<TrendDay> Days, DateTimeOffset AsOf, RunRef? Run);

/// <summary>One value of a dimension with its figures now and at an earlier moment.</summary>
/// <param name="Value">The value as stored (folded); empty for none.</param>
/// <param name="Label">What a page shows: a subscription's name, a tag value as people spell it.</param>
/// <param name="Counts">The counts now.</param>
/// <param name="Before">The counts at the earlier moment; null where there were none.</param>
public sealed record BreakdownRow(string Value, string Label, PostureCounts Counts, PostureCounts? Before)
{
    /// <summary>How many of them are excepted at the moment.</summary>
    public ExceptedCounts Excepted { get; init; }

    /// <summary>How many of <see cref="Before"/> were excepted then.</summary>
    public ExceptedCounts ExceptedBefore { get; init; }
}

/// <summary>A run in the list.</summary>
public sealed record RunRow
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its one clock.</summary>
    public required DateTimeOffset RunTime { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while running.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Its status.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>What started it.</summary>
    public required RunTrigger Trigger { get; init; }

    /// <summary>Who started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The rules that judged.</summary>
    public required string RuleSetVersion { get; init; }

    /// <summary>Its progress, last reported.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>Its figures; sources, scopes and warnings only in the detail, empty in a list.</summary>
    public required RunReport Report { get; init; }

    /// <summary>Apps whose state changed.</summary>
    public int Changed { get; init; }

    /// <summary>Why it failed or was cancelled; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Names of subscriptions that it could not read.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];
}

/// <summary>A value that a filter can take, with how many live apps have it.</summary>
/// <param name="Value">The value for <see cref="AppFilter"/>.</param>
/// <param name="Label">What a page shows.</param>
/// <param name="Apps">Live apps with it.</param>
public sealed record FilterOption(string Value, string Label, int Apps);

/// <summary>An app beside another: a slot of it, or the app whose slot it is.</summary>
/// <param name="ResourceId">Its ARM id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">Its verdict at the moment asked for.</param>
public sealed record RelatedApp(string ResourceId, string Name, Verdict Verdict);
