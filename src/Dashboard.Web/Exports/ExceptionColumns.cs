using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>The columns of exceptions.</summary>
internal static class ExceptionColumns
{
    /// <summary>An exception a row; rules and apps are separated by a space, which neither has in it.</summary>
    public static IReadOnlyList<ExportColumn<ExceptionResponse>> Exceptions { get; } =
    [
        new("id", e => e.Id), new("status", e => e.Status.ToString()), new("expiring", e => e.Expiring), new("severity", e => e.Severity.ToString()),
        new("rules", e => string.Join(' ', e.Rules)), new("appCount", e => e.Apps.Count), new("apps", e => string.Join(' ', e.Apps)),
        new("reason", e => e.Reason), new("treatment", e => e.Treatment.ToString()), new("compensatingControl", e => e.CompensatingControl),
        new("riskOwner", e => e.RiskOwner), new("evidenceLink", e => e.EvidenceLink), new("requestedAt", e => e.RequestedAt),
        new("requestedBy", e => e.RequestedBy), new("requesterId", e => e.RequesterId), new("expires", e => e.Expires),
        new("decidedAt", e => e.DecidedAt), new("decidedBy", e => e.DecidedBy), new("endedAt", e => e.EndedAt), new("activeFrom", e => e.ActiveFrom),
        new("activeTo", e => e.ActiveTo), new("renews", e => e.Renews), new("renewedBy", e => e.RenewedBy),
    ];
}
