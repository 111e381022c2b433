namespace Dashboard.Core.Audit;

/// <summary>An event in the chain. Its canonical JSON (<see cref="AuditJson"/>) is what is stored and hashed.</summary>
/// <param name="Seq">Its place, from 1 without gaps.</param>
/// <param name="At">When, in UTC, to the millisecond.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">To what.</param>
/// <param name="Details">Further details in their order.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record AuditEntry(
    long Seq, DateTimeOffset At, AuditActor Actor, string Action, AuditSubject Subject, IReadOnlyList<AuditDetail> Details, AuditOutcome Outcome);
