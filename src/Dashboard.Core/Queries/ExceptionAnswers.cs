using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>Which exceptions a list shows, besides the filter of the apps that they cover. Values of one field are alternatives.</summary>
public sealed record ExceptionFilter
{
    /// <summary>No restriction.</summary>
    public static ExceptionFilter Any { get; } = new();

    /// <summary>Where it stands.</summary>
    public IReadOnlyList<ExceptionStatus> Status { get; init; } = [];

    /// <summary>Active, and ending within the warning period (true), or not so (false).</summary>
    public bool? Expiring { get; init; }

    /// <summary>Rules of which it covers one.</summary>
    public IReadOnlyList<string> Rule { get; init; } = [];

    /// <summary>The worst severity that it covers.</summary>
    public IReadOnlyList<Severity> Severity { get; init; } = [];

    /// <summary>How the risk is treated.</summary>
    public IReadOnlyList<ExceptionTreatment> Treatment { get; init; } = [];

    /// <summary>Stable identities of who asked.</summary>
    public IReadOnlyList<string> Requester { get; init; } = [];

    /// <summary>ARM ids, in any case: only exceptions of the apps that bear them at the moment, or that bore them last before.</summary>
    public IReadOnlyList<string> App { get; init; } = [];

    /// <summary>Only those whose expiry lies after this moment.</summary>
    public DateTimeOffset? ExpiresAfter { get; init; }

    /// <summary>Only those whose expiry lies at this moment or before.</summary>
    public DateTimeOffset? ExpiresUntil { get; init; }
}

/// <summary>A column by which exceptions are sorted.</summary>
public enum ExceptionSortColumn
{
    /// <summary>By the moment of the request.</summary>
    Requested,

    /// <summary>By the expiry.</summary>
    Expires,
}

/// <summary>How a list of exceptions is sorted; ties are broken by the number.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">True for descending.</param>
public sealed record ExceptionSort(ExceptionSortColumn Column, bool Descending)
{
    /// <summary>The newest request first.</summary>
    public static ExceptionSort Default { get; } = new(ExceptionSortColumn.Requested, true);
}

/// <summary>An exception as it was known at a moment.</summary>
public sealed record ExceptionItem
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Where it stands at the moment, which the clock alone may have changed.</summary>
    public required ExceptionStatus Status { get; init; }

    /// <summary>True where it is active and ends within the warning period.</summary>
    public required bool Expiring { get; init; }

    /// <summary>What was asked for, and on what grounds.</summary>
    public required ExceptionTerms Terms { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The stable identity of who asked.</summary>
    public required string RequesterId { get; init; }

    /// <summary>The name shown then.</summary>
    public required string RequesterName { get; init; }

    /// <summary>When it was approved, rejected or withdrawn; null while it is not.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The name of who did it; null while nobody did.</summary>
    public string? DecidedByName { get; init; }

    /// <summary>When it was revoked or superseded; null where it was not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The exception that it renews.</summary>
    public long? RenewsId { get; init; }

    /// <summary>The newest request to renew it that was neither rejected nor withdrawn.</summary>
    public long? RenewedById { get; init; }

    /// <summary>The worst severity that it covers.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The rules that it covers on at least one app, in order.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>The apps that it covers, by the names that they bore at the moment.</summary>
    public required IReadOnlyList<AppName> Apps { get; init; }

    /// <summary>When it is, or was, active as far as is known at the moment; null where it was not approved. The end is not part of it.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Active { get; init; }
}

/// <summary>An app by its id and name.</summary>
/// <param name="ResourceId">The ARM id.</param>
/// <param name="Name">The name.</param>
public sealed record AppName(string ResourceId, string Name);

/// <summary>A rule on an app that an exception covers.</summary>
/// <param name="App">The app, by the name that it bore at the moment.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="Severity">The severity of the failure when the exception was asked for.</param>
/// <param name="Finding">The last finding of the rule on the app by then; null where none is known.</param>
public sealed record ExceptionCover(AppName App, string RuleId, Severity Severity, CoveredFinding? Finding);

/// <summary>What became of a failure that an exception covers.</summary>
/// <param name="Id">The finding's number.</param>
/// <param name="Due">Its due date, in which the time of exceptions counts.</param>
/// <param name="Overdue">True where it stands after that.</param>
/// <param name="End">How it ended; null while it stands.</param>
/// <param name="Ended">When; null while it stands.</param>
public sealed record CoveredFinding(long Id, DateTimeOffset Due, bool Overdue, FindingEnd? End, DateTimeOffset? Ended);

/// <summary>A step of an exception's life.</summary>
/// <param name="At">When.</param>
/// <param name="Step">What.</param>
/// <param name="By">The name of who took it; null for its expiry, which the clock brings about.</param>
/// <param name="Text">What was said at it; null where nothing was.</param>
public sealed record ExceptionEvent(DateTimeOffset At, ExceptionEventKind Step, string? By, string? Text);

/// <summary>What happens in an exception's life, its expiry included.</summary>
public enum ExceptionEventKind
{
    /// <summary>It was asked for.</summary>
    Requested,

    /// <summary>It was approved.</summary>
    Approved,

    /// <summary>It was refused.</summary>
    Rejected,

    /// <summary>It was taken back by who asked for it.</summary>
    Withdrawn,

    /// <summary>It was taken back after it was approved.</summary>
    Revoked,

    /// <summary>Its renewal was approved.</summary>
    Superseded,

    /// <summary>Somebody commented on it.</summary>
    Commented,

    /// <summary>Its time was over.</summary>
    Expired,
}

/// <summary>One exception with all that belongs to it.</summary>
/// <param name="Item">The exception.</param>
/// <param name="Covers">What it covers, app by app.</param>
/// <param name="History">Its life by the moment, oldest first.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
public sealed record ExceptionDetail(
    ExceptionItem Item, IReadOnlyList<ExceptionCover> Covers, IReadOnlyList<ExceptionEvent> History, DateTimeOffset AsOf, RunRef? Run);

/// <summary>How many exceptions stand where under a filter, whatever status that names.</summary>
/// <param name="ByStatus">The count of each status; none is left out.</param>
/// <param name="Expiring">Those of the active ones that end within the warning period.</param>
/// <param name="AsOf">The moment.</param>
public sealed record ExceptionTotals(IReadOnlyDictionary<ExceptionStatus, int> ByStatus, int Expiring, DateTimeOffset AsOf)
{
    /// <summary>All of them.</summary>
    public int All => ByStatus.Values.Sum();

    /// <summary>Those of one status.</summary>
    public int Of(ExceptionStatus status) => ByStatus.GetValueOrDefault(status);
}

/// <summary>An app that fails something which an exception can cover.</summary>
/// <param name="App">The app.</param>
/// <param name="OwnerTag">Its owner tag; null for none.</param>
/// <param name="Failing">The rules that it fails, in order.</param>
public sealed record ExceptableApp(AppName App, string? OwnerTag, IReadOnlyList<ExceptableRule> Failing);

/// <summary>A rule that an app fails.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Severity">Its severity there.</param>
/// <param name="TakenBy">The exception that covers it already, or that asks to; null where none does.</param>
public sealed record ExceptableRule(string RuleId, Severity Severity, long? TakenBy);
