using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// The indexes of the state rows. Their number is the price of a first run, so there are four and no more.
/// </summary>
internal sealed class AppStateConfiguration : IEntityTypeConfiguration<AppStateRow>
{
    private const string OpenRows = "\"ValidTo\" = 9223372036854775807";

    private const string ClosedRows = "\"ValidTo\" < 9223372036854775807";

    public void Configure(EntityTypeBuilder<AppStateRow> builder)
    {
        builder.ToTable("AppStates");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<AppEntry>().WithMany().HasForeignKey(s => s.AppId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceRow>().WithMany().HasForeignKey(s => s.EvidenceId).OnDelete(DeleteBehavior.Restrict);

        // The history of one app; and no app can have two rows from one run.
        builder.HasIndex(s => new { s.AppId, s.ValidFrom }).IsUnique();

        // What began and what ended after a moment: the two halves of a sweep.
        builder.HasIndex(s => s.ValidFrom);
        builder.HasIndex(s => s.ValidTo).HasFilter(ClosedRows);

        // The grid: every column that a filter or a sort can name, in the order of the default sort. A page by name
        // reads the first entries; any other filter, sort or count scans this and never the wide rows.
        builder.HasIndex(s => new
        {
            s.NameKey,
            s.AppId,
            s.Verdict,
            s.SubscriptionId,
            s.OwnerKey,
            s.CostCentreKey,
            s.EnvironmentKey,
            s.ScenarioKey,
            s.TierKey,
            s.Sensitivity,
            s.Reachability,
            s.InScope,
            s.Stopped,
            s.Stale,
            s.OptedOut,
            s.VerdictSince,
            s.FailedRules,
            s.EvidenceId,
            s.TagSetId,
        }, "IX_AppStates_Grid").HasFilter(OpenRows);
    }
}
