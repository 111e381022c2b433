using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>The register: where each exception stands at the moment asked for, what it covers, and what became of that.</summary>
public abstract class ExceptionQueryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : ExceptionQueryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ExceptionQueryTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Where_each_stands_is_what_the_domain_says_at_every_moment()
    {
        await using var world = await LivesAsync();
        List<ExceptionRow> rows;
        await using (var context = world.Db.Context()) rows = await context.Exceptions.AsNoTracking().OrderBy(e => e.Id).ToListAsync(Token);
        Assert.Equal(7, rows.Count);
        var moments = rows.SelectMany(r => new[] { r.RequestedAt, r.DecidedAt, r.EndedAt, r.Expires }).OfType<long>().Distinct()
            .SelectMany(t => new[] { t - 1, t, t + 1 }).Where(t => t <= UnixTime.Of(world.Now)).Select(UnixTime.From).Append(world.Now);
        foreach (var at in moments)
        {
            var expected = rows.Select(r => (r.Id, Status: r.ToCase().StatusAt(at))).Where(r => r.Status is not null).ToDictionary(r => r.Id, r => r.Status!.Value);
            var page = await ListAsync(world, ExceptionFilter.Any, at);
            Assert.Equal(expected, page.Items.ToDictionary(i => i.Id, i => i.Status));
            Assert.Equal(expected.Count, page.Total);
            var totals = await world.Db.Get<ExceptionListQuery>().CountAsync(AppFilter.Any, ExceptionFilter.Any, at, Token);
            foreach (var status in Enum.GetValues<ExceptionStatus>())
            {
                var one = await ListAsync(world, ExceptionFilter.Any with { Status = [status] }, at);
                Assert.Equal(expected.Where(e => e.Value == status).Select(e => e.Key).Order(), one.Items.Select(i => i.Id).Order());
                Assert.Equal(one.Total, totals.Of(status));
            }

            Assert.Equal(expected.Count, totals.All);
        }
    }

    [Fact]
    public async Task What_was_known_then_has_nothing_of_later()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var id = await world.AskAsync(20);
        var asked = world.Now;
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.StepAsync(id, ExceptionStep.Approved);
        var approved = world.Now;
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.StepAsync(id, ExceptionStep.Revoked);
        var item = Assert.Single((await ListAsync(world, ExceptionFilter.Any, asked)).Items);
        Assert.Equal((null, null, null, ExceptionStatus.Requested), (item.DecidedAt, item.DecidedByName, item.Active, item.Status));
        item = Assert.Single((await ListAsync(world, ExceptionFilter.Any, approved)).Items);
        Assert.Equal((approved, "Bob Approver", null), (item.DecidedAt!.Value, item.DecidedByName!, item.EndedAt));
        Assert.Equal((approved, item.Terms.Expires), item.Active);
        Assert.Equal([ExceptionEventKind.Requested, ExceptionEventKind.Approved], (await FindAsync(world, id, approved))!.History.Select(h => h.Step));
        item = Assert.Single((await ListAsync(world, ExceptionFilter.Any)).Items);
        Assert.Equal((approved, world.Now), item.Active);
        Assert.Null(await FindAsync(world, id, asked.AddMilliseconds(-1)));
        Assert.Null(await FindAsync(world, id + 1));
    }

    [Fact]
    public async Task Filters_find_what_they_name_and_nothing_else()
    {
        await using var world = await ExceptionWorld.CreateAsync(
            Provider, Estate.App("shop"), Estate.App("till") with { Owner = "tills", Rules = Mixed() });
        var soon = await world.ExceptAsync(10);
        var later = await world.ExceptAsync(25, "till", "MTLS004");
        var asked = await world.TryAskAsync(20, "till", by: ExceptionWorld.Bob);
        Assert.Null(asked.Refusal);

        await Is(ExceptionFilter.Any with { Expiring = true }, soon);
        await Is(ExceptionFilter.Any with { Expiring = false }, later, asked.Id!.Value);
        await Is(ExceptionFilter.Any with { Rule = ["mtls004"] }, later);
        await Is(ExceptionFilter.Any with { Rule = ["MTLS004", "MTLS001"], Status = [ExceptionStatus.Approved] }, soon, later);
        await Is(ExceptionFilter.Any with { App = [Estate.App("till").ResourceId.ToUpperInvariant()] }, later, asked.Id!.Value);
        await Is(ExceptionFilter.Any with { App = ["/subscriptions/none"] });
        await Is(ExceptionFilter.Any with { Requester = ["ENTRA:T:BOB "] }, asked.Id!.Value);
        await Is(ExceptionFilter.Any with { Treatment = [ExceptionTreatment.Mitigated] });
        await Is(ExceptionFilter.Any with { ExpiresUntil = world.Now.AddDays(20) }, soon, asked.Id!.Value);
        await Is(ExceptionFilter.Any with { ExpiresAfter = world.Now.AddDays(20) }, later);
        await Is(ExceptionFilter.Any with { Severity = [Severity.Low] }, later);
        await Is(ExceptionFilter.Any with { Severity = [Severity.Critical, Severity.High] }, soon, asked.Id!.Value);
        Assert.Equal([later, asked.Id!.Value], await NumbersAsync(world, ExceptionFilter.Any, AppFilter.Any with { Owner = ["tills"] }));
        Assert.Empty(await NumbersAsync(world, ExceptionFilter.Any, AppFilter.Any with { Owner = ["nobody"] }));

        static IReadOnlyList<RuleOutcome> Mixed() =>
            [.. Estate.Rules("MTLS001", "MTLS004").Select(r => r.Id == "MTLS004" ? r with { Severity = Severity.Low } : r)];

        async Task Is(ExceptionFilter filter, params long[] ids)
        {
            Assert.Equal(ids.Order(), await NumbersAsync(world, filter));
            var streamed = new List<long>();
            await foreach (var item in world.Db.Get<ExceptionListQuery>().StreamAsync(AppFilter.Any, filter, ExceptionSort.Default, null, Token)) streamed.Add(item.Id);
            Assert.Equal(ids.Order(), streamed.Order());
        }
    }

    [Fact]
    public async Task Pages_follow_the_order_and_miss_nothing()
    {
        await using var world = await LivesAsync();
        foreach (var sort in Enum.GetValues<ExceptionSortColumn>().SelectMany(c => new[] { new ExceptionSort(c, false), new ExceptionSort(c, true) }))
        {
            var seen = new List<ExceptionItem>();
            for (var page = 1; page <= 4; page++)
                seen.AddRange((await world.Db.Get<ExceptionListQuery>().RunAsync(AppFilter.Any, ExceptionFilter.Any, sort, page, 2, null, Token)).Items);
            Assert.Equal(7, seen.Select(i => i.Id).Distinct().Count());
            var keys = seen.Select(i => (sort.Column == ExceptionSortColumn.Expires ? i.Terms.Expires : i.RequestedAt, i.Id)).ToList();
            Assert.Equal(sort.Descending ? keys.OrderDescending() : keys.Order(), keys);
        }
    }

    [Fact]
    public async Task Its_page_tells_the_finding_behind_each_failure_and_the_expiry_in_its_history()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var due = await world.DueAsync();
        var id = await world.ExceptAsync(10);
        var expiry = world.Now.AddDays(10);
        var cover = Assert.Single((await FindAsync(world, id))!.Covers);
        Assert.Equal(("shop", "MTLS001", due.AddDays(10), false), (cover.App.Name, cover.RuleId, cover.Finding!.Due, cover.Finding.Overdue));
        world.Db.Clock.Advance(expiry - world.Now);
        await world.StepAsync(id, ExceptionStep.Commented);
        var detail = (await FindAsync(world, id))!;
        Assert.Equal(ExceptionStatus.Expired, detail.Item.Status);
        Assert.Equal(
            [ExceptionEventKind.Requested, ExceptionEventKind.Approved, ExceptionEventKind.Expired, ExceptionEventKind.Commented],
            detail.History.Select(h => h.Step));
        Assert.Equal((expiry, null, "because"), (detail.History[2].At, detail.History[2].By, detail.History[3].Text!));
        await world.Db.RunAsync([Seen(Estate.App("shop", verdict: Verdict.Enforced), 1)]);
        Assert.Equal(FindingEnd.Remediated, Assert.Single((await FindAsync(world, id))!.Covers).Finding!.End);
        var renewed = await world.Db.Get<ExceptableAppsQuery>().RunAsync([Estate.App("shop").ResourceId], Token);
        Assert.Empty(Assert.Single(renewed).Failing);
    }

    [Fact]
    public async Task What_can_be_excepted_says_what_is_taken_already()
    {
        await using var world = await ExceptionWorld.CreateAsync(
            Provider, Estate.App("shop") with { Rules = Estate.Rules("MTLS001", "MTLS004", "MTLS012") }, Estate.App("till"));
        var active = await world.ExceptAsync(10);
        var asked = await world.AskAsync(2, rule: "MTLS004");
        var apps = await AppsAsync();
        Assert.Equal(["till", "shop"], apps.Select(a => a.App.Name));
        Assert.Equal([("MTLS001", (long?)active), ("MTLS004", asked), ("MTLS012", null)], apps[1].Failing.Select(f => (f.RuleId, f.TakenBy)));
        Assert.Equal("Payments", apps[1].OwnerTag);
        // Nobody decided, and there is nothing left to decide.
        world.Db.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal([active, null, null], (await AppsAsync())[1].Failing.Select(f => f.TakenBy));

        Task<IReadOnlyList<ExceptableApp>> AppsAsync() => world.Db.Get<ExceptableAppsQuery>()
            .RunAsync([Estate.App("till").ResourceId, "/subscriptions/none", Estate.App("shop").ResourceId.ToUpperInvariant()], Token);
    }

    /// <summary>One exception of each life.</summary>
    private async Task<ExceptionWorld> LivesAsync()
    {
        var names = Enumerable.Range(1, 6).Select(i => $"app{i}").ToList();
        var world = await ExceptionWorld.CreateAsync(Provider, [.. names.Select(n => Estate.App(n))]);
        await world.AskAsync(29, names[0]);
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        var rejected = await world.AskAsync(5, names[1]);
        var withdrawn = await world.AskAsync(6, names[2]);
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        await world.StepAsync(rejected, ExceptionStep.Rejected);
        await world.StepAsync(withdrawn, ExceptionStep.Withdrawn);
        await world.ExceptAsync(3, names[3]);
        var revoked = await world.ExceptAsync(8, names[4]);
        var old = await world.ExceptAsync(9, names[5]);
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        await world.StepAsync(revoked, ExceptionStep.Revoked);
        var renewal = await world.AskAsync(28, names[5], renews: old);
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        await world.StepAsync(renewal, ExceptionStep.Approved);
        Assert.Equal(renewal, (await FindAsync(world, old))!.Item.RenewedById);
        world.Db.Clock.Advance(TimeSpan.FromDays(4));
        return world;
    }

    private static Task<PagedList<ExceptionItem>> ListAsync(
        ExceptionWorld world, ExceptionFilter filter, DateTimeOffset? at = null, AppFilter? apps = null) =>
        world.Db.Get<ExceptionListQuery>().RunAsync(apps ?? AppFilter.Any, filter, ExceptionSort.Default, 1, 100, at, Token);

    private static async Task<IEnumerable<long>> NumbersAsync(ExceptionWorld world, ExceptionFilter filter, AppFilter? apps = null) =>
        (await ListAsync(world, filter, apps: apps)).Items.Select(i => i.Id).Order();

    private static Task<ExceptionDetail?> FindAsync(ExceptionWorld world, long id, DateTimeOffset? at = null) =>
        world.Db.Get<ExceptionDetailQuery>().RunAsync(id, at, Token);
}
