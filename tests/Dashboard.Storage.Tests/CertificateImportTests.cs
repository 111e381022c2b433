using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.CertificateWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Imports: all or nothing, the same twice, what completes what, and that nothing is ever removed.</summary>
public abstract class CertificateImportTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : CertificateImportTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CertificateImportTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_leaves_no_entry()
    {
        await using var db = await CreateAsync();
        var file = Row("a", 1, 0, 90, $"exportable,,{App},") + Row("b", 2, 0, 90) + Row("a", 1, 0, 90);
        var first = await db.ImportAsync(file);
        Assert.Equal((true, 3, 2, 0, 1, 0), (first.Taken, first.Rows, first.Added, first.Changed, first.Unchanged, first.Bad));
        var entries = await CountEntriesAsync(db);
        var second = await db.ImportAsync(file);
        Assert.Equal((true, 0, 0, 3), (second.Taken, second.Added, second.Changed, second.Unchanged));
        Assert.Null(second.ImportId);
        Assert.Equal(entries, await CountEntriesAsync(db));
        Assert.Equal(2, (await ListAsync(db)).Total);
    }

    [Fact]
    public async Task All_or_nothing_or_the_good_rows()
    {
        await using var db = await CreateAsync();
        var file = Row("a", 1, 0, 90) + "CN=b,,zz,2025-01-01,2025-02-01,,,,\n" + Row("c", 3, 0, 90);
        var none = await db.ImportAsync(file);
        Assert.Equal((false, 3, 0, 1), (none.Taken, none.Rows, none.Added, none.Bad));
        Assert.Equal((2, 3), (none.Errors[0].Row, none.Errors[0].Line));
        Assert.Equal(["issuer", "serial"], none.Errors[0].Problems.Select(p => p.Column));
        Assert.Equal((0, 0), ((await ListAsync(db)).Total, await CountImportsAsync(db)));
        var tried = await db.ImportAsync(file, goodRows: true, dryRun: true);
        Assert.Equal((true, 2, 1), (tried.Taken, tried.Added, tried.Bad));
        Assert.Equal(0, (await ListAsync(db)).Total);
        var good = await db.ImportAsync(file, goodRows: true);
        Assert.Equal((true, 2, 1), (good.Taken, good.Added, good.Bad));
        Assert.Equal(["a", "c"], (await ListAsync(db)).Items.Select(i => i.Client).Order());
    }

    [Fact]
    public async Task A_private_key_refuses_the_good_rows_as_well()
    {
        await using var db = await CreateAsync();
        using var key = ECDsa.Create();
        var result = await db.ImportAsync(Row("a", 1, 0, 90) + Row("k", 2, 0, 90, ",,," + Convert.ToBase64String(key.ExportPkcs8PrivateKey())) + Row("b", 3, 0, 90), goodRows: true);
        Assert.False(result.Taken);
        Assert.Equal(0, (await ListAsync(db)).Total);
    }

    [Fact]
    public async Task A_certificate_completes_the_row_that_told_of_it()
    {
        await using var db = await CreateAsync();
        var (pem, facts) = Made();
        await db.ImportAsync($"\"{facts.Subject}\",\"{facts.Issuer}\",{facts.SerialNumber},{Iso(facts.NotBefore)},{Iso(facts.NotAfter)},notExportable,,{App},\n");
        Assert.Null((await ListAsync(db)).Items[0].Texts.Thumbprint);
        var completed = await db.ImportFileAsync(pem, CertificateFormat.Pem);
        Assert.Equal((0, 1), (completed.Added, completed.Changed));
        var item = Assert.Single((await ListAsync(db)).Items);
        Assert.Equal(facts.GetCertHashString(HashAlgorithmName.SHA256), item.Texts.Thumbprint);
        Assert.Equal((KeyKind.Ec, 256, KeyCustody.NotExportable, 1), (item.Key, item.KeySize, item.Custody, item.Apps.Count));
        Assert.Equal(1, (await db.ImportFileAsync(pem, CertificateFormat.Pem)).Unchanged);

        static string Iso(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_completes_a_row_of_the_same_file_is_one_certificate()
    {
        await using var db = await CreateAsync();
        var thumbprint = new string('A', 64);
        var result = await db.ImportAsync(Row("a", 1, 0, 90) + Row("a", 1, 0, 90, ",,," + thumbprint) + Row("a", 1, 0, 90, "exportable,,,"));
        Assert.Equal((1, 2), (result.Added, result.Changed));
        var item = Assert.Single((await ListAsync(db)).Items);
        Assert.Equal((thumbprint, KeyCustody.Exportable), (item.Texts.Thumbprint, item.Custody));
    }

    [Fact]
    public async Task What_contradicts_the_inventory_is_a_bad_row()
    {
        await using var db = await CreateAsync();
        await db.ImportAsync(Row("a", 1, 0, 90));
        var result = await db.ImportAsync(Row("b", 2, 0, 90) + Row("a", 1, 0, 91));
        Assert.Equal((false, 1, 2), (result.Taken, result.Bad, result.Errors[0].Row));
        Assert.Equal(1, (await ListAsync(db)).Total);
        // Two that share issuer and serial number are two, and a row without thumbprint could be either.
        var two = await db.ImportAsync(Row("a", 9, 0, 90, ",,," + new string('A', 64)) + Row("a", 9, 0, 90, ",,," + new string('B', 64)));
        Assert.Equal(2, two.Added);
        Assert.Equal(1, (await db.ImportAsync(Row("a", 9, 0, 90))).Bad);
    }

    [Fact]
    public async Task Apps_and_revocations_are_added_and_never_taken_away()
    {
        await using var db = await CreateAsync();
        await db.ImportAsync(Row("a", 1, 0, 90, $",,{App},"));
        var then = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await db.ImportAsync(Row("a", 1, 0, 90, $",2025-02-01,{App}2,"))).Changed);
        Assert.Equal(1, (await db.ImportAsync(Row("a", 1, 0, 90))).Unchanged);
        var now = (await ListAsync(db)).Items[0];
        Assert.Equal((2, CertificateStatus.Revoked, Day(31)), (now.Apps.Count, now.Status, now.RevokedAt));
        // As of then, neither was known.
        var past = (await ListAsync(db, then)).Items[0];
        Assert.Equal((1, CertificateStatus.Live, (DateTimeOffset?)null), (past.Apps.Count, past.Status, past.RevokedAt));
        Assert.Equal(0, (await ListAsync(db, then.AddMilliseconds(-1))).Total);
    }

    [Fact]
    public async Task Thousands_of_rows_go_in_at_once()
    {
        await using var db = await CreateAsync();
        var file = string.Concat(Enumerable.Range(1, 3000).Select(i => Row("c" + i, i, 0, 90, $",,{App},")));
        Assert.Equal(3000, (await db.ImportAsync(file)).Added);
        Assert.Equal(3000, (await db.ImportAsync(file)).Unchanged);
        Assert.Equal(3000, await db.Get<CertificateListQuery>().StreamAsync(CertificateFilter.Any, CertificateSort.Default, null, Token).CountAsync(Token));
    }

    private static (string Pem, X509Certificate2 Facts) Made()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = new CertificateRequest("CN=a, O=Contoso", key, HashAlgorithmName.SHA256).CreateSelfSigned(Day(0), Day(90));
        return (made.ExportCertificatePem(), made);
    }

    private static Task<PagedList<CertificateItem>> ListAsync(TestDatabase db, DateTimeOffset? asOf = null) =>
        db.Get<CertificateListQuery>().RunAsync(CertificateFilter.Any, CertificateSort.Default, 1, 100, asOf, Token);

    private static async Task<int> CountEntriesAsync(TestDatabase db)
    {
        await using var context = db.Context();
        return await context.AuditTrail.CountAsync(Token);
    }

    private static async Task<int> CountImportsAsync(TestDatabase db)
    {
        await using var context = db.Context();
        return await context.CertificateImports.CountAsync(Token);
    }
}
