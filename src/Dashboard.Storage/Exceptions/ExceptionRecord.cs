using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Exceptions;

/// <summary>How steps of exceptions are told to the audit trail, and the names of the details that verification reads again.</summary>
internal static class ExceptionRecord
{
    public const string At = "at";
    public const string Text = "comment";
    public const string Reason = "reason";
    public const string Treatment = "treatment";
    public const string Control = "compensatingControl";
    public const string RiskOwner = "riskOwner";
    public const string Expires = "expires";
    public const string EvidenceLink = "evidenceLink";
    public const string Renews = "renews";
    public const string Covers = "covers";
    public const string Supersedes = "supersedes";

    /// <summary>The action of a step; none for being superseded, which the approval of the renewal tells of.</summary>
    public static string? ActionOf(ExceptionStep step) => step switch
    {
        ExceptionStep.Requested => AuditActions.ExceptionRequested,
        ExceptionStep.Approved => AuditActions.ExceptionApproved,
        ExceptionStep.Rejected => AuditActions.ExceptionRejected,
        ExceptionStep.Withdrawn => AuditActions.ExceptionWithdrawn,
        ExceptionStep.Revoked => AuditActions.ExceptionRevoked,
        ExceptionStep.Commented => AuditActions.ExceptionCommented,
        ExceptionStep.Superseded => null,
    };

    /// <summary>The step of an action; null for what is no step of an exception.</summary>
    public static ExceptionStep? StepOf(string action) =>
        Enum.GetValues<ExceptionStep>().Where(s => ActionOf(s) == action).Select(s => (ExceptionStep?)s).FirstOrDefault();

    /// <summary>The entry of a request.</summary>
    public static AuditDraft OfRequest(AuditActor actor, ExceptionRow row, IEnumerable<ExceptionCoverRow> covers, IEnumerable<string> apps) => new(
        actor, AuditActions.ExceptionRequested, Subject(row.Id),
        [
            new(At, Number(row.RequestedAt)), new(Reason, row.Reason), new(Treatment, row.Treatment.ToString()),
            new(Control, row.CompensatingControl), new(RiskOwner, row.RiskOwner), new(Expires, Number(row.Expires)),
            new(EvidenceLink, row.EvidenceLink ?? ""), new(Renews, row.RenewsId is { } id ? Number(id) : ""),
            new(Covers, CoversText(covers)), new("apps", string.Join('\n', apps)),
        ]);

    /// <summary>The entry of any later step.</summary>
    public static AuditDraft OfStep(AuditActor actor, long exceptionId, ExceptionStep step, long at, string? text, long? supersedes) => new(
        actor, ActionOf(step)!, Subject(exceptionId),
        [new(At, Number(at)), new(Text, text ?? ""), .. supersedes is { } id ? [new AuditDetail(Supersedes, Number(id))] : Array.Empty<AuditDetail>()]);

    /// <summary>What an exception covers, in one order and spelling: <c>12:MTLS001:Critical 12:MTLS004:High</c>.</summary>
    public static string CoversText(IEnumerable<ExceptionCoverRow> covers) => string.Join(
        ' ', covers.OrderBy(c => c.AppId).ThenBy(c => c.RuleId, StringComparer.Ordinal)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.AppId}:{c.RuleId}:{c.Severity}")));

    private static AuditSubject Subject(long id) => new(AuditSubjects.Exception, Number(id));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
