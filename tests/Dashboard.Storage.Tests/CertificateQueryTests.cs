using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Certificates.Weaknesses;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.CertificateWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Lists, chains, the calendar and KPI 2 over what was imported, confirmed, revoked and retired.</summary>
public abstract class CertificateQueryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : CertificateQueryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CertificateQueryTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task KPI_2_is_null_without_certificates_and_counts_them_else()
    {
        await using var db = await CreateAsync(Day(400));
        Assert.Null((await KpiAsync(db, 0, 400)).Figures);
        // Three follow one another, one lapses, one is no longer used, one was revoked and replaced.
        await db.ImportAsync(
            Row("a", 1, 0, 90) + Row("a", 2, 80, 170) + Row("a", 3, 165, 600) + Row("b", 4, 0, 100) + Row("c", 5, 300, 500)
            + Row("d", 6, 200, 390, ",2025-11-28,,") + Row("d", 7, 331, 700));
        await db.Get<EndCertificateCommand>().RetireAsync(5, "switched off", AuditWorld.Ada, Token);
        // What takes the place of a revoked one waits for a person, as the revoked one was no longer live.
        Assert.Equal(1, (await KpiAsync(db, 0, 400)).Suggestions);
        await db.Get<DecideSuccessorCommand>().RunAsync(6, 7, true, AuditWorld.Ada, Token);
        var answer = await KpiAsync(db, 0, 400);
        Assert.Equal((7, 0), (answer.Certificates, answer.Suggestions));
        Assert.Equal((2, 0, 1, 1), (answer.Figures!.Renewals, answer.Figures.Late, answer.Figures.Lapsed, answer.Figures.Replacements));
        Assert.Equal((7.5, 7.5), (answer.Figures.AverageDays, answer.Figures.MedianDays));
        Assert.Equal((1, 1), (await KpiAsync(db, 81, 400)) is { Figures: { } later } ? (later.Renewals, later.Lapsed) : default);
        // Before the import nothing was known, and so nothing was measured.
        Assert.Null((await KpiAsync(db, 0, 400, Day(399))).Figures);
    }

    [Fact]
    public async Task A_suggestion_waits_for_a_person()
    {
        await using var db = await CreateAsync(Day(60));
        await db.ImportAsync(Row("a", 1, 0, 90) + Row("a", 2, 10, 100));
        Assert.Equal(2, (await FindAsync(db, new CertificateFilter { Suggested = true })).Single().Suggestion);
        var decide = db.Get<DecideSuccessorCommand>();
        Assert.Equal(CertificateOutcome.OrderRefused, await decide.RunAsync(2, 1, true, AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.NotFound, await decide.RunAsync(1, 9, true, AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.Done, await decide.RunAsync(1, 2, true, AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.Nothing, await decide.RunAsync(1, 2, true, AuditWorld.Ada, Token));
        var item = (await FindAsync(db, new CertificateFilter { Status = [CertificateStatus.Superseded] })).Single();
        Assert.Equal((SuccessionBasis.Confirmed, 80.0), (item.Successor!.Basis, item.LeadDays));
        Assert.Equal(CertificateOutcome.Done, await decide.RunAsync(1, 2, false, AuditWorld.Ada, Token));
        Assert.Empty(await FindAsync(db, new CertificateFilter { Suggested = true }));
        Assert.Empty(await FindAsync(db, new CertificateFilter { Status = [CertificateStatus.Superseded] }));
    }

    [Fact]
    public async Task One_certificate_has_its_chain_and_the_calendar_its_weeks()
    {
        await using var db = await CreateAsync(Day(150));
        await db.ImportAsync(Row("a", 1, 0, 90) + Row("a", 2, 80, 170) + Row("a", 3, 140, 230) + Row("b", 4, 0, 171));
        var detail = await db.Get<CertificateDetailQuery>().RunAsync(2, null, Token);
        Assert.Equal(["1", "2", "3"], detail!.Chain.Select(c => c.Texts.Serial));
        Assert.Null(await db.Get<CertificateDetailQuery>().RunAsync(99, null, Token));
        Assert.Null(await db.Get<CertificateDetailQuery>().RunAsync(2, Day(149), Token));
        var calendar = db.Get<ExpiryCalendarQuery>();
        // Day 170 is Friday, 20 June 2025.
        var weeks = await calendar.RunAsync(false, new DateOnly(2025, 6, 18), 2, null, Token);
        Assert.Equal([(new DateOnly(2025, 6, 16), 2, 1), (new DateOnly(2025, 6, 23), 0, 0)], weeks.Periods.Select(p => (p.From, p.Expiring, p.WithoutSuccessor)));
        var months = await calendar.RunAsync(true, new DateOnly(2025, 4, 30), 5, null, Token);
        Assert.Equal([1, 0, 2, 0, 1], months.Periods.Select(p => p.Expiring));
    }

    [Fact]
    public async Task Lists_are_filtered_sorted_and_paged()
    {
        await using var db = await CreateAsync(Day(100));
        await db.ImportAsync(Row("alpha", 0xAB, 0, 90, "exportable,,,") + Row("Beta", 2, 0, 200, $"notExportable,,{App},") + Row("gamma", 3, 0, 300));
        Assert.Equal(["alpha", "Beta", "gamma"], await ClientsAsync(db, CertificateFilter.Any));
        Assert.Equal(["gamma", "Beta", "alpha"], await ClientsAsync(db, CertificateFilter.Any, new(CertificateSortColumn.Client, true)));
        Assert.Equal(["alpha"], await ClientsAsync(db, new() { Expired = true }));
        Assert.Equal(["Beta"], await ClientsAsync(db, new() { ExpiresFrom = Day(100), ExpiresBefore = Day(201) }));
        Assert.Equal(["Beta"], await ClientsAsync(db, new() { App = [App.ToUpperInvariant()] }));
        Assert.Equal(["Beta"], await ClientsAsync(db, new() { Text = "bEt" }));
        Assert.Equal(["alpha"], await ClientsAsync(db, new() { Text = "ab" }));
        Assert.Equal(["alpha"], await ClientsAsync(db, new() { Custody = [KeyCustody.Exportable] }));
        Assert.Equal(["alpha"], await ClientsAsync(db, new() { Lapsed = true }));
        Assert.Equal(["gamma"], await ClientsAsync(db, new() { Weakness = [CertificateWeakness.UnknownCustody] }));
        Assert.Empty(await ClientsAsync(db, new() { Pki = [7] }));
        var page = await db.Get<CertificateListQuery>().RunAsync(CertificateFilter.Any, CertificateSort.Default, 2, 2, null, Token);
        Assert.Equal((3, 1, "gamma"), (page.Total, page.Items.Count, page.Items[0].Client));
    }

    [Fact]
    public async Task A_registered_PKI_is_that_of_its_issuers_certificates()
    {
        await using var db = await CreateAsync(Day(10));
        await db.ImportAsync(Row("a", 1, 0, 90));
        var save = db.Get<SavePkiCommand>();
        var (entry, then) = (new PkiEntry { Name = "Clients", Issuers = [], CostPerCertificate = 1.50m, Currency = "eur" }, db.Clock.GetUtcNow());
        Assert.Contains("issuers", (await save.RunAsync(null, entry, [], null, AuditWorld.Ada, Token)).Problems.Keys);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var id = (await save.RunAsync(null, entry, ["cn=CA"], null, AuditWorld.Ada, Token)).Id!.Value;
        Assert.Contains(CertificateWeakness.IssuerWithoutOwner, (await FindAsync(db, new() { Pki = [id] })).Single().Weaknesses);
        Assert.NotNull((await save.RunAsync(null, entry with { Name = "clients" }, ["CN=other"], null, AuditWorld.Ada, Token)).Conflict);
        Assert.NotNull((await save.RunAsync(null, entry with { Name = "Others" }, ["CN=ca"], null, AuditWorld.Ada, Token)).Conflict);
        var version = (await PkisAsync(db)).Single().Version;
        Assert.NotNull((await save.RunAsync(id, entry with { Owner = "x" }, ["CN=ca"], version - 1, AuditWorld.Ada, Token)).Conflict);
        Assert.Equal(id, (await save.RunAsync(id, entry with { Owner = "Team PKI" }, ["CN=ca"], version, AuditWorld.Ada, Token)).Id);
        Assert.True((await save.RunAsync(99, entry, ["CN=ca"], null, AuditWorld.Ada, Token)).NotFound);
        var pki = (await PkisAsync(db)).Single();
        Assert.Equal(("Team PKI", "EUR", 1.50m, 1), (pki.Entry.Owner, pki.Entry.Currency, pki.Entry.CostPerCertificate, pki.Certificates));
        Assert.Equal("Team PKI", (await FindAsync(db, CertificateFilter.Any)).Single().Pki!.Owner);
        // As of then nobody had registered it.
        Assert.Empty((await db.Get<PkiListQuery>().RunAsync(then, Token)).Items);
    }

    [Fact]
    public async Task Ends_are_written_once_and_not_for_the_future()
    {
        await using var db = await CreateAsync(Day(50));
        await db.ImportAsync(Row("a", 1, 0, 90));
        var end = db.Get<EndCertificateCommand>();
        Assert.Equal(CertificateOutcome.ReasonRefused, await end.RetireAsync(1, " ", AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.NotFound, await end.RetireAsync(2, "x", AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.MomentRefused, await end.RevokeAsync(1, Day(51), "x", AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.MomentRefused, await end.RevokeAsync(1, Day(-1), "x", AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.Done, await end.RevokeAsync(1, Day(40), "x", AuditWorld.Ada, Token));
        Assert.Equal(CertificateOutcome.AlreadyEnded, await end.RevokeAsync(1, null, "x", AuditWorld.Ada, Token));
        Assert.Equal(CertificateStatus.Revoked, (await FindAsync(db, CertificateFilter.Any)).Single().Status);
    }

    private static Task<RenewalAnswer> KpiAsync(TestDatabase db, int from, int to, DateTimeOffset? asOf = null) =>
        db.Get<RenewalLeadTimeQuery>().RunAsync(Day(from), Day(to), asOf, Token);

    private static async Task<IReadOnlyList<PkiItem>> PkisAsync(TestDatabase db) => (await db.Get<PkiListQuery>().RunAsync(null, Token)).Items;

    private static async Task<IReadOnlyList<CertificateItem>> FindAsync(TestDatabase db, CertificateFilter filter, CertificateSort? sort = null) =>
        (await db.Get<CertificateListQuery>().RunAsync(filter, sort ?? CertificateSort.Default, 1, 100, null, Token)).Items;

    private static async Task<IEnumerable<string>> ClientsAsync(TestDatabase db, CertificateFilter filter, CertificateSort? sort = null) =>
        (await FindAsync(db, filter, sort)).Select(i => i.Client);
}
