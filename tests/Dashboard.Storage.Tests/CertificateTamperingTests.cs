using System.Runtime.CompilerServices;
using Dashboard.Core.Certificates;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.CertificateWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Whatever is changed behind the trail in what was imported, ended, decided or registered is found.</summary>
public abstract class CertificateTamperingTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : CertificateTamperingTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CertificateTamperingTests(DatabaseProvider.PostgreSql);

    [Theory]
    [InlineData("""UPDATE "Certificates" SET "NotAfter" = "NotAfter" + 1 WHERE "Id" = 1""", "certificates")]
    [InlineData("""UPDATE "Certificates" SET "Issued" = "Issued" - 1 WHERE "Id" = 2""", "certificates")]
    [InlineData("""UPDATE "Certificates" SET "Known" = "Known" - 1 WHERE "Id" = 2""", "certificates")]
    [InlineData("""UPDATE "Certificates" SET "ClientName" = 'x' WHERE "Id" = 2""", "certificates")]
    [InlineData("""UPDATE "Certificates" SET "ImportId" = NULL WHERE "Id" = 2""", "certificates")]
    [InlineData("""UPDATE "CertificateApps" SET "AppKey" = "AppKey" || 'x'""", "certificates")]
    [InlineData("""DELETE FROM "CertificateApps" """, "certificates")]
    [InlineData("""UPDATE "CertificateImports" SET "Added" = 9""", "certificates")]
    [InlineData("""UPDATE "CertificateEnds" SET "At" = "At" - 1 WHERE "ImportId" IS NULL""", "certificates")]
    [InlineData("""UPDATE "CertificateEnds" SET "At" = "At" - 1 WHERE "ImportId" IS NOT NULL""", "certificates")]
    [InlineData("""DELETE FROM "CertificateEnds" WHERE "ImportId" IS NULL""", "certificates")]
    [InlineData("""INSERT INTO "CertificateEnds" ("CertificateId", "Kind", "At", "Known") VALUES (3, 1, 1, 1)""", "certificates")]
    [InlineData("""UPDATE "SuccessorDecisions" SET "NewId" = 3""", "certificates")]
    [InlineData("""DELETE FROM "SuccessorDecisions" """, "certificates")]
    [InlineData("""UPDATE "Pkis" SET "Owner" = 'me' WHERE "ValidTo" > 9000000000000000000""", "PKIs")]
    [InlineData("""UPDATE "Pkis" SET "ChangedByName" = 'me'""", "PKIs")]
    [InlineData("""DELETE FROM "Pkis" """, "PKIs")]
    public async Task An_edit_is_named(string sql, string check)
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        var db = world.Db;
        await db.ImportAsync(Row("a", 1, 0, 90, $",,{App},") + Row("a", 2, 5, 95) + Row("b", 3, 0, 90, ",2025-02-01,,"));
        Assert.Equal(CertificateOutcome.Done, await db.Get<DecideSuccessorCommand>().RunAsync(1, 2, true, AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.Done, await db.Get<EndCertificateCommand>().RetireAsync(2, "gone", AuditWorld.Ada, Token));
        var entry = new PkiEntry { Name = "Clients", Issuers = [] };
        var id = (await db.Get<SavePkiCommand>().RunAsync(null, entry, ["CN=ca"], null, AuditWorld.Ada, Token)).Id;
        await db.Get<SavePkiCommand>().RunAsync(id, entry with { Owner = "Team" }, ["CN=ca"], null, AuditWorld.Ada, Token);
        Assert.Empty(await world.FindingsAsync(anchored: false));
        await world.SqlAsync(FormattableStringFactory.Create(sql));
        Assert.Contains(await world.FindingsAsync(anchored: false), f => f.StartsWith(check, StringComparison.Ordinal));
    }
}
