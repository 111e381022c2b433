using Dashboard.Core.Certificates;
using Dashboard.Core.Findings;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class SchemaTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : SchemaTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : SchemaTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task The_migrations_make_the_model()
    {
        await using var db = await CreateAsync();
        await using var context = db.Context();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await db.Get<DatabaseMigrator>().PendingAsync(Token));
        Assert.Empty(await db.Get<DatabaseMigrator>().MigrateAsync(Token));
        Assert.Equal(DatabaseCondition.Ready, await db.Get<DatabaseHealth>().CheckAsync(Token));
    }

    /// <summary>Enumerations are stored as numbers: a new member goes to the end, and none ever changes its number.</summary>
    [Fact]
    public void Stored_numbers_of_enumerations_never_change()
    {
        Assert.Equal("Unknown Enforced Gaps NotEnforced Unsupported NotApplicable", Names<Verdict>());
        Assert.Equal("Unknown Require Optional OptionalInteractiveUser Ignore", Names<EffectiveMode>());
        Assert.Equal("Public Internal Confidential Restricted", Names<Sensitivity>());
        Assert.Equal("Unknown Private Restricted Public", Names<Reachability>());
        Assert.Equal("Pass Fail NotApplicable Unknown", Names<RuleResult>());
        Assert.Equal("Low Medium High Critical", Names<Severity>());
        Assert.Equal("Sensitivity Override Owner CostCentre Environment Scenario", Names<TagKind>());
        Assert.Equal("Used Invalid PassedOver Lookalike Missing", Names<TagStanding>());
        Assert.Equal("Remediated Decommissioned OutOfScope RuleChanged Swapped", Names<FindingEnd>());
        Assert.Equal("Comment Assignment Ticket", Names<FindingNoteKind>());
        Assert.Equal("Running Succeeded Partial Failed Cancelled", Names<RunStatus>());
        Assert.Equal("Schedule Manual CommandLine Backfill", Names<RunTrigger>());
        Assert.Equal("All Subscription CostCentre Owner Environment Scenario Sensitivity Tier Reachability", Names<KpiDimension>());
        Assert.Equal("Unknown Rsa Ec Dsa Ed25519 Ed448 Other", Names<KeyKind>());
        Assert.Equal("Unknown NotExportable Exportable", Names<KeyCustody>());
        Assert.Equal("Upload Ingest KeyVault AppService", Names<CertificateSource>());
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(' ', Enum.GetValues<T>());
}
