using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>The words for exceptions.</summary>
public static class ExceptionWords
{
    /// <summary>What an exception is, for pages and files.</summary>
    public const string Definition =
        "An exception is an approved acceptance of named failures on named apps, and it always ends. It changes no verdict: an excepted app is "
        + "never counted as enforced. Where it stands follows from the clock, to the second.";

    /// <summary>Where it stands.</summary>
    public static string Status(ExceptionStatus status) => status switch
    {
        ExceptionStatus.Requested => "Requested",
        ExceptionStatus.Approved => "Active",
        ExceptionStatus.Rejected => "Rejected",
        ExceptionStatus.Withdrawn => "Withdrawn",
        ExceptionStatus.Expired => "Expired",
        ExceptionStatus.Revoked => "Revoked",
        ExceptionStatus.Superseded => "Renewed",
    };

    /// <summary>The icon of where it stands.</summary>
    public static string Icon(ExceptionStatus status) => status switch
    {
        ExceptionStatus.Requested => "question",
        ExceptionStatus.Approved => "check",
        ExceptionStatus.Rejected or ExceptionStatus.Withdrawn => "close",
        ExceptionStatus.Expired => "clock",
        ExceptionStatus.Revoked => "stop",
        ExceptionStatus.Superseded => "refresh",
    };

    /// <summary>How the risk is treated.</summary>
    public static string Treatment(ExceptionTreatment treatment) => treatment switch
    {
        ExceptionTreatment.Mitigated => "Mitigated",
        ExceptionTreatment.RiskAccepted => "Risk accepted",
    };

    /// <summary>What a treatment means.</summary>
    public static string Meaning(ExceptionTreatment treatment) => treatment switch
    {
        ExceptionTreatment.Mitigated => "A compensating control makes the loss smaller or rarer",
        ExceptionTreatment.RiskAccepted => "The risk stands as it is, and its owner accepts it",
    };

    /// <summary>How far its expiry is off, or what ended it before.</summary>
    public static string Ends(ExceptionItem item, DateTimeOffset at) => item.Status switch
    {
        ExceptionStatus.Approved => "ends in " + Words.Age(item.Terms.Expires - at),
        ExceptionStatus.Requested when item.Terms.Expires > at => "if approved, ends in " + Words.Age(item.Terms.Expires - at),
        ExceptionStatus.Requested => "passed before anybody decided",
        ExceptionStatus.Expired => "ended " + Words.Age(at - item.Terms.Expires) + " ago",
        ExceptionStatus.Revoked or ExceptionStatus.Superseded => "ended before, on " + Words.Day(item.EndedAt ?? item.Terms.Expires),
        _ => "never active",
    };

    /// <summary>What it means for what it covers that it stands there.</summary>
    public static string Standing(ExceptionItem item, DateTimeOffset at) => item.Status switch
    {
        ExceptionStatus.Requested => "Nothing is excepted until somebody approves it",
        ExceptionStatus.Approved => "What it covers is excepted for " + Words.Age(item.Terms.Expires - at),
        ExceptionStatus.Rejected or ExceptionStatus.Withdrawn => "It never excepted anything",
        _ => "It excepts nothing any more: what it covered counts again, unless another exception covers it",
    };

    /// <summary>Where it stands, for a heading.</summary>
    public static string Headline(ExceptionItem item, DateTimeOffset at) => item.Status switch
    {
        ExceptionStatus.Requested => "waits for a decision",
        ExceptionStatus.Approved => "active, " + Ends(item, at),
        _ => Status(item.Status).ToLowerInvariant(),
    };

    /// <summary>What happened, as the history tells it.</summary>
    public static string Event(ExceptionEventKind step) => step switch
    {
        ExceptionEventKind.Requested => "asked for it",
        ExceptionEventKind.Approved => "approved it",
        ExceptionEventKind.Rejected => "rejected it",
        ExceptionEventKind.Withdrawn => "withdrew it",
        ExceptionEventKind.Revoked => "revoked it",
        ExceptionEventKind.Superseded => "approved its renewal",
        ExceptionEventKind.Commented => "commented",
        ExceptionEventKind.Expired => "It expired",
    };

    /// <summary>Why a step or a request was refused.</summary>
    public static string Refusal(ExceptionRefusal refusal) => refusal switch
    {
        ExceptionRefusal.NotFound => "There is no such exception.",
        ExceptionRefusal.StateForbids => "Somebody else decided first, or it no longer stands where that is possible.",
        ExceptionRefusal.OwnRequest => "Who asked for an exception may not approve it.",
        ExceptionRefusal.NoPerson => "Only a signed-in person may do that.",
        ExceptionRefusal.NotRequester => "Only who asked for it may withdraw it.",
        ExceptionRefusal.ExpiryPassed => "Its expiry has passed: there is nothing left to approve.",
        ExceptionRefusal.AlreadyCovered => "What it covers is covered by another exception, or is asked for already.",
        ExceptionRefusal.NothingToAccept => "What it is to cover does not fail now.",
        ExceptionRefusal.TermsRefused => $"A text of 1 to {ExceptionTerms.MaxText} characters is needed.",
    };
}
