namespace Dashboard.Core.Audit;

/// <summary>How something audited ended. The names are part of the audit trail's content and never change.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Succeeded,

    /// <summary>It was done in part; the details say which.</summary>
    Partial,

    /// <summary>It was not done.</summary>
    Failed,
}

/// <summary>To what something was done.</summary>
/// <param name="Kind">The kind, for example <c>run</c>.</param>
/// <param name="Id">The id within its kind.</param>
public sealed record AuditSubject(string Kind, string Id);

/// <summary>One detail of an event.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its text.</param>
public sealed record AuditDetail(string Key, string Value);

/// <summary>What is to be audited, before it has its place in the chain.</summary>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What, by its name in <see cref="AuditActions"/>.</param>
/// <param name="Subject">To what.</param>
/// <param name="Details">Further details; their order is kept.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record AuditDraft(
    AuditActor Actor, string Action, AuditSubject Subject, IReadOnlyList<AuditDetail> Details, AuditOutcome Outcome = AuditOutcome.Succeeded)
{
    /// <summary>
    /// The entry at a place in the chain. Texts from elsewhere are made storable here, before anything is hashed, and the
    /// moment is cut to the millisecond.
    /// </summary>
    public AuditEntry At(long seq, DateTimeOffset moment) => new(
        seq,
        DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds()),
        new AuditActor(AuditText.Clean(Actor.Id), AuditText.Clean(Actor.Name), [.. Actor.Roles.Select(AuditText.Clean)], Actor.Kind),
        AuditText.Clean(Action),
        new AuditSubject(AuditText.Clean(Subject.Kind), AuditText.Clean(Subject.Id)),
        [.. Details.Select(d => new AuditDetail(AuditText.Clean(d.Key), AuditText.Clean(d.Value)))],
        Outcome);
}
