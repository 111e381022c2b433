using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// An exception as it stands at the moment. <c>activeFrom</c> and <c>activeTo</c> are null where it was never approved; <c>activeTo</c> is
/// its expiry, or the moment at which it was revoked or superseded. <c>severity</c> is the worst that it covers.
/// </summary>
internal sealed record ExceptionResponse(
    long Id,
    ExceptionStatus Status,
    bool Expiring,
    Severity Severity,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Apps,
    string Reason,
    ExceptionTreatment Treatment,
    string CompensatingControl,
    string RiskOwner,
    string? EvidenceLink,
    DateTimeOffset RequestedAt,
    string RequestedBy,
    string RequesterId,
    DateTimeOffset Expires,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    DateTimeOffset? EndedAt,
    DateTimeOffset? ActiveFrom,
    DateTimeOffset? ActiveTo,
    long? Renews,
    long? RenewedBy)
{
    /// <summary>The response of <paramref name="item"/>.</summary>
    public static ExceptionResponse Of(ExceptionItem item) => new(
        item.Id, item.Status, item.Expiring, item.Severity, item.Rules, [.. item.Apps.Select(a => a.ResourceId)], item.Terms.Reason,
        item.Terms.Treatment, item.Terms.CompensatingControl, item.Terms.RiskOwner, item.Terms.EvidenceLink, item.RequestedAt, item.RequesterName,
        item.RequesterId, item.Terms.Expires, item.DecidedAt, item.DecidedByName, item.EndedAt, item.Active?.From, item.Active?.To, item.RenewsId,
        item.RenewedById);
}

/// <summary>One exception with what it covers and its whole history.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="Covers">A rule on an app each.</param>
/// <param name="History">Oldest first.</param>
/// <param name="AsOf">The moment.</param>
internal sealed record ExceptionDetailResponse(
    ExceptionResponse Exception, IReadOnlyList<ExceptionCoverResponse> Covers, IReadOnlyList<ExceptionEventResponse> History, DateTimeOffset AsOf)
{
    /// <summary>The response of <paramref name="detail"/>.</summary>
    public static ExceptionDetailResponse Of(ExceptionDetail detail) => new(
        ExceptionResponse.Of(detail.Item),
        [
            .. detail.Covers.Select(c => new ExceptionCoverResponse(
                c.App.ResourceId, c.App.Name, c.RuleId, c.Severity, c.Finding?.Id, c.Finding?.Due, c.Finding?.Overdue, c.Finding?.End, c.Finding?.Ended)),
        ],
        [.. detail.History.Select(e => new ExceptionEventResponse(e.At, e.Step, e.By, e.Text))], detail.AsOf);
}

/// <summary>A rule on an app that an exception covers, with the last finding of it; <c>end</c> null: that finding stands.</summary>
internal sealed record ExceptionCoverResponse(
    string ResourceId, string Name, string Rule, Severity Severity, long? Finding, DateTimeOffset? Due, bool? Overdue, FindingEnd? End, DateTimeOffset? Ended);

/// <summary>A step of an exception's life; <c>by</c> null: the clock brought it about.</summary>
internal sealed record ExceptionEventResponse(DateTimeOffset At, ExceptionEventKind Step, string? By, string? Text);

/// <summary>
/// A request for an exception: rules on apps, as far as they fail there. <c>compensatingControl</c> may be left out where the risk is
/// accepted, <c>evidenceLink</c> and <c>renews</c> always.
/// </summary>
internal sealed record ExceptionRequestBody(
    IReadOnlyList<string?>? Apps,
    IReadOnlyList<string?>? Rules,
    string? Reason,
    ExceptionTreatment? Treatment,
    string? CompensatingControl,
    string? RiskOwner,
    DateTimeOffset? Expires,
    string? EvidenceLink,
    long? Renews);

/// <summary>The number of an exception that was asked for.</summary>
internal sealed record ExceptionRequestedResponse(long Id, ExceptionStatus Status);

/// <summary>What is said at a step. A rejection, a revocation and a comment need it.</summary>
internal sealed record ExceptionStepRequest(string? Comment);
