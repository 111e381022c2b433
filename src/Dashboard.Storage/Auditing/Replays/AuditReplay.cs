using Dashboard.Core.Audit;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>Compares the events of one kind with the tables that they changed. One instance sees one verification.</summary>
internal abstract class AuditReplay
{
    /// <summary>Its name in findings.</summary>
    public abstract string Name { get; }

    /// <summary>Sees an event; they come in the order of the chain. It keeps what it compares, not the events.</summary>
    public abstract void See(AuditEntry entry);

    /// <summary>Compares what it saw so far, after each page of the chain, so that nothing piles up.</summary>
    public virtual Task ComparePageAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Compares what it saw, after the last page.</summary>
    public virtual Task CompareAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>A finding of this comparison.</summary>
    protected AuditFinding Finding(long? seq, string problem) => new(Name, seq, problem);
}

/// <summary>Every comparison that there is; a new one is a type and a line here.</summary>
internal static class AuditReplays
{
    /// <summary>New instances for one verification.</summary>
    public static IReadOnlyList<AuditReplay> Create() =>
        [
            new RunReplay(), new RetiredSubscriptionReplay(), new FindingNoteReplay(), new AssumptionReplay(), new ExceptionReplay(), new DueReplay(),
            new SealedMonthReplay(), new CertificateReplay(), new PkiReplay(),
        ];
}
