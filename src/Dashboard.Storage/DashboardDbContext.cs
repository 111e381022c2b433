using Dashboard.Storage.Auditing;
using Dashboard.Storage.Merging;
using Dashboard.Storage.Model;
using Dashboard.Storage.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.Extensions.Logging;

namespace Dashboard.Storage;

/// <summary>The model, the same for every database; each provider has a context of its own for its migrations.</summary>
/// <remarks>
/// The history is append-only: a state or KPI row is inserted once and later only closed (its <c>ValidTo</c> set).
/// So whoever holds a row's number can read it again at any time and finds the same content.
/// </remarks>
public abstract class DashboardDbContext(DbContextOptions options) : DbContext(options)
{
    internal DbSet<DatabaseInfoRow> DatabaseInfo => Set<DatabaseInfoRow>();

    internal DbSet<LeaseRow> Leases => Set<LeaseRow>();

    internal DbSet<RunEntry> Runs => Set<RunEntry>();

    internal DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    internal DbSet<AppEntry> Apps => Set<AppEntry>();

    internal DbSet<AppStateRow> AppStates => Set<AppStateRow>();

    internal DbSet<AppEventRow> AppEvents => Set<AppEventRow>();

    internal DbSet<FormerIdRow> FormerIds => Set<FormerIdRow>();

    internal DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();

    internal DbSet<TagSetRow> TagSets => Set<TagSetRow>();

    internal DbSet<TagFindingRow> TagFindings => Set<TagFindingRow>();

    internal DbSet<KpiIntervalRow> KpiIntervals => Set<KpiIntervalRow>();

    internal DbSet<DimensionLabelRow> DimensionLabels => Set<DimensionLabelRow>();

    internal DbSet<FindingRow> Findings => Set<FindingRow>();

    internal DbSet<FindingTermsRow> FindingTerms => Set<FindingTermsRow>();

    internal DbSet<FindingNoteRow> FindingNotes => Set<FindingNoteRow>();

    internal DbSet<ExceptionRow> Exceptions => Set<ExceptionRow>();

    internal DbSet<ExceptionCoverRow> ExceptionCovers => Set<ExceptionCoverRow>();

    internal DbSet<ExceptionEventRow> ExceptionEvents => Set<ExceptionEventRow>();

    internal DbSet<ExceptionRevisionRow> ExceptionRevisions => Set<ExceptionRevisionRow>();

    internal DbSet<PlanEntry> Plans => Set<PlanEntry>();

    internal DbSet<PlanStateRow> PlanStates => Set<PlanStateRow>();

    internal DbSet<PlanCostRow> PlanCosts => Set<PlanCostRow>();

    internal DbSet<CostReadRow> CostReads => Set<CostReadRow>();

    internal DbSet<ListPriceRow> ListPrices => Set<ListPriceRow>();

    internal DbSet<PriceReadRow> PriceReads => Set<PriceReadRow>();

    internal DbSet<PolicyExemptionRow> PolicyExemptions => Set<PolicyExemptionRow>();

    internal DbSet<SubscriptionAncestorsRow> SubscriptionAncestors => Set<SubscriptionAncestorsRow>();

    internal DbSet<AssumptionRow> Assumptions => Set<AssumptionRow>();

    internal DbSet<CertificateRow> Certificates => Set<CertificateRow>();

    internal DbSet<CertificateAppRow> CertificateApps => Set<CertificateAppRow>();

    internal DbSet<CertificateEndRow> CertificateEnds => Set<CertificateEndRow>();

    internal DbSet<CertificateImportRow> CertificateImports => Set<CertificateImportRow>();

    internal DbSet<SuccessorDecisionRow> SuccessorDecisions => Set<SuccessorDecisionRow>();

    internal DbSet<CertificateRevisionRow> CertificateRevisions => Set<CertificateRevisionRow>();

    internal DbSet<VaultVersionRow> VaultVersions => Set<VaultVersionRow>();

    internal DbSet<PkiRow> Pkis => Set<PkiRow>();

    internal DbSet<SealedMonthRow> SealedMonths => Set<SealedMonthRow>();

    internal DbSet<VisitRow> Visits => Set<VisitRow>();

    internal DbSet<SessionRow> Sessions => Set<SessionRow>();

    internal DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    internal DbSet<AuditRow> AuditTrail => Set<AuditRow>();

    internal DbSet<AuditHeadRow> AuditHeads => Set<AuditHeadRow>();

    /// <summary>
    /// Readies the database for its migrations (a directory, a journal mode, the database itself) and keeps every other
    /// process that would migrate it waiting until the result is disposed of. A process that dies lets go.
    /// </summary>
    internal abstract Task<IAsyncDisposable> LockForMigrationAsync(ILogger logger, CancellationToken cancellationToken);

    /// <summary>Prepares a statement inside the current transaction; its parameters are <c>@p0</c>, <c>@p1</c> …</summary>
    internal abstract PreparedStatement Prepare(string sql, int parameters);

    /// <summary>Prepares an insert of rows of one kind; <paramref name="table"/> and <paramref name="columns"/> are quoted names.</summary>
    internal virtual PreparedStatement PrepareInsert(IEntityType row, string table, IReadOnlyList<string> columns) => Prepare(
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})", columns.Count);

    /// <summary>
    /// Locks the lease's row until the current transaction ends. False where another one holds it: its run begins, beats, merges or
    /// ends at this moment, and so lives.
    /// </summary>
    internal abstract Task<bool> TryLockLeaseAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Where a database loads faster without them: drops the indexes of <paramref name="tables"/>, which are empty, inside the
    /// current transaction, and returns what makes them again before it commits.
    /// </summary>
    internal virtual Task<IReadOnlyList<string>> DropIndexesAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>How much room the database takes.</summary>
    internal abstract Task<DatabaseSize> SizeAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // Each index is chosen by hand: one more index on the state rows is paid for by every app of a first run.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DashboardDbContext).Assembly);
}
