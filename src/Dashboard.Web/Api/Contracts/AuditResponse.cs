using Dashboard.Core.Audit;
using Dashboard.Core.Queries;
using Dashboard.Storage.Auditing;

namespace Dashboard.Web.Api.Contracts;

/// <summary>Who did something.</summary>
internal sealed record AuditActorResponse(string Id, string Name, IReadOnlyList<string> Roles, string Kind);

/// <summary>
/// An entry of the audit trail. The hash is SHA-256 over the 32 bytes of <c>prevHash</c> and the UTF-8 bytes of
/// <c>content</c>; the other fields are read out of the content, and null where it is no entry any more.
/// </summary>
internal sealed record AuditResponse(
    long Seq, DateTimeOffset At, AuditActorResponse? Actor, string? Action, AuditSubject? Subject, IReadOnlyList<AuditDetail> Details,
    string? Outcome, string Content, string PrevHash, string Hash)
{
    /// <summary>The response of <paramref name="record"/>.</summary>
    public static AuditResponse Of(AuditRecord record)
    {
        var entry = record.Entry;
        var actor = entry is null ? null : new AuditActorResponse(entry.Actor.Id, entry.Actor.Name, entry.Actor.Roles, AuditJson.Name(entry.Actor.Kind));
        return new AuditResponse(
            record.Seq, record.At, actor, entry?.Action, entry?.Subject, entry?.Details ?? [], entry is null ? null : AuditJson.Name(entry.Outcome),
            record.Content, record.PrevHash, record.Hash);
    }
}

/// <summary>A page of the audit trail, with the end of the chain.</summary>
/// <param name="Items">The entries of this page, newest first.</param>
/// <param name="Total">Entries that match in all.</param>
/// <param name="AsOf">The moment of the answer.</param>
/// <param name="Run">The run whose figures stand then.</param>
/// <param name="HeadSeq">The last entry's place.</param>
/// <param name="HeadHash">The last entry's hash.</param>
/// <param name="AnchoredTo">The last place that is anchored; null: unanchored.</param>
internal sealed record AuditListResponse(
    IReadOnlyList<AuditResponse> Items, int Total, DateTimeOffset AsOf, RunRefResponse? Run, long HeadSeq, string HeadHash, long? AnchoredTo)
{
    /// <summary>The response of a page and the head.</summary>
    public static AuditListResponse Of(PagedList<AuditRecord> page, AuditHead head) => new(
        [.. page.Items.Select(AuditResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run), head.Seq, head.Hash, head.AnchoredTo);
}

/// <summary>A verification as <c>verify --format json</c> prints it.</summary>
internal sealed record VerificationResponse(
    AuditVerdict Verdict, long Entries, long HeadSeq, string HeadHash, long? AnchoredTo, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>The response of <paramref name="v"/>.</summary>
    public static VerificationResponse Of(AuditVerification v) =>
        new(v.Verdict, v.Entries, v.HeadSeq, v.HeadHash.ToString(), v.AnchoredTo, v.Findings);
}

/// <summary>Why a subscription is retired.</summary>
/// <param name="Reason">The reason, in 1 to 500 characters.</param>
internal sealed record RetireRequest(string? Reason);
