using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What exceptions make of filters, rules and findings, in every query and at every moment, against a plain record of them.</summary>
public abstract class OverlayTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : OverlayTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : OverlayTests(DatabaseProvider.PostgreSql);

    private static readonly (AppFilter Filter, Func<OverlayWorld.App, DateTimeOffset, bool> Matches)[] Filters =
    [
        (new() { Excepted = true }, (a, _) => a.Until is not null),
        (new() { Excepted = false }, (a, _) => a.Until is null),
        (new() { EnforcedOrExcepted = true }, (a, _) => a.Until is not null || a.State.Verdict == Verdict.Enforced),
        (new() { EnforcedOrExcepted = false }, (a, _) => a.Until is null && a.State.Verdict != Verdict.Enforced),
        (new() { ExceptionEndsWithinDays = 3 }, (a, at) => a.Until <= at.AddDays(3)),
        (new() { ExceptionEndsWithinDays = 14, Stopped = false }, (a, at) => a.Until <= at.AddDays(14) && !a.State.Stopped),
        (new() { FailedRule = ["MTLS016"] }, (a, _) => a.Fails("MTLS016")),
        (new() { FailedRule = ["mtls016", "MTLS005"], OptedOut = true }, (a, _) => a.State.OptedOut && (a.Fails("MTLS016") || a.Fails("MTLS005"))),
        (new() { RuleResult = [new("MTLS016", RuleResult.Pass)] }, (a, _) => a.ResultOf("MTLS016") == RuleResult.Pass),
        (new() { RuleResult = [new("MTLS016", RuleResult.Fail), new("MTLS006", RuleResult.Fail)] }, (a, _) => a.Fails("MTLS016") || a.Fails("MTLS006")),
        (new() { Excepted = true, Verdict = [Verdict.NotEnforced], InScope = [ScopeChoice.Yes] }, (a, _) => a.Until is not null && a.State.Verdict == Verdict.NotEnforced),
        (new() { Excepted = false, FailedRule = ["MTLS001"], Owner = ["payments"] }, (a, _) => a.Until is null && a.Fails("MTLS001")),
        (new() { Excepted = true, Text = "o" }, (a, _) => a.Until is not null && a.State.ResourceId.Contains('o', StringComparison.Ordinal)),
    ];

    [Fact]
    public async Task Every_query_has_the_same_apps_at_every_moment()
    {
        await using var world = await OverlayWorld.CreateAsync(Provider);
        foreach (var (filter, matches) in Filters)
        {
            foreach (var moment in world.Moments.Distinct().Append(world.World.Now).Cast<DateTimeOffset?>().Append(null))
            {
                var at = moment ?? world.World.Now;
                var expected = world.At(at).Where(a => matches(a, at)).ToList();
                await ListsAgreeAsync(world, filter, moment, expected);
                await CountsAgreeAsync(world, filter, moment, expected);
                await FindingsAgreeAsync(world, filter, moment);
            }
        }
    }

    [Fact]
    public async Task Every_day_of_a_trend_has_the_apps_of_its_end()
    {
        await using var world = await OverlayWorld.CreateAsync(Provider);
        var first = DateOnly.FromDateTime(Start.Date);
        foreach (var (filter, matches) in Filters)
        {
            var trend = await world.Db.Get<CoverageTrendQuery>().RunAsync(filter, first, world.World.Now, Token);
            var days = await world.Db.Get<FindingDaysQuery>().RunAsync(filter, first, world.World.Now, Token);
            Assert.Equal(13, trend.Days.Count);
            foreach (var (day, findings) in trend.Days.Zip(days.Days))
            {
                var end = new DateTimeOffset(day.Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).AddMilliseconds(-1);
                var at = end < world.World.Now ? end : world.World.Now;
                var apps = world.At(at).Where(a => matches(a, at)).ToList();
                Assert.Equal(apps.Count, day.Counts.Total);
                Assert.Equal(apps.Count(a => a.State.Verdict == Verdict.Enforced), day.Counts.Enforced);
                Assert.Equal(apps.Count(a => a.Until is not null), day.Excepted.Total + day.Excepted.Stopped);
                var known = await world.Db.Get<RemediationQuery>().AtAsync(filter, at, Token);
                Assert.Equal(known!.Counts, findings.Counts);
            }
        }
    }

    [Fact]
    public async Task An_opt_out_passes_from_the_approval_to_the_very_moment_of_expiry_and_its_finding_goes_on()
    {
        var app = OverlayWorld.Failing("out", Verdict.Gaps, "MTLS016") with { OptedOut = true };
        await using var world = await ExceptionWorld.CreateAsync(Provider, app);
        var finding = await FindingAsync(world);
        Assert.Equal((RuleResult.Fail, null), (await RuleAsync(world), finding.Exception));

        var id = await world.ExceptAsync(10, "out", "MTLS016");
        var until = world.Now.AddDays(10);
        Assert.Equal(RuleResult.Pass, await RuleAsync(world));
        var excepted = await FindingAsync(world);
        Assert.Equal((finding.Id, new ActiveException(id, until), false), (excepted.Id, excepted.Exception, excepted.Overdue));
        Assert.Equal(finding.Detected, excepted.Detected);

        // A run in between stores the failure as before, and ends nothing.
        await world.Db.RunAsync([Seen(app with { Owner = "Others" }, 1)]);
        Assert.Equal(RuleResult.Pass, await RuleAsync(world));
        world.Db.Clock.Advance(until.AddMilliseconds(-1) - world.Now);
        Assert.Equal(RuleResult.Pass, await RuleAsync(world));
        world.Db.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RuleResult.Fail, await RuleAsync(world));
        var again = await FindingAsync(world);
        Assert.Equal((finding.Id, null, 1), (again.Id, again.Exception, again.Occurrence));
        Assert.Equal(RuleResult.Pass, await RuleAsync(world, until.AddMilliseconds(-1)));
    }

    [Fact]
    public async Task The_verdict_of_an_opt_out_names_the_exception_and_its_end()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, OverlayWorld.Failing("out", Verdict.Gaps, "MTLS016") with { OptedOut = true });
        var id = await world.ExceptAsync(10, "out", "MTLS016");
        var detail = await world.Db.Get<AppDetailQuery>().RunAsync(Estate.App("out").ResourceId, null, Token);
        var rule = detail!.Row.State.Rules.Single(r => r.Id == "MTLS016");
        Assert.Equal($"tag mtls\nexception {id}, active until {world.Now.AddDays(10).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", rule.Evidence);
        Assert.Equal(new ActiveException(id, world.Now.AddDays(10)), detail.Row.Covered["MTLS016"]);

        // It is renewed although the app does not fail the rule while it runs.
        await world.ExceptAsync(20, "out", "MTLS016", renews: id);
        Assert.Equal(RuleResult.Pass, await RuleAsync(world));
    }

    [Fact]
    public async Task Findings_are_filtered_by_what_covers_them_and_are_not_overdue_while_it_holds_them_back()
    {
        await using var world = await OverlayWorld.CreateAsync(Provider);
        foreach (var moment in world.Moments)
        {
            var all = await FindingsAsync(world, new FindingFilter(), moment);
            foreach (var item in all)
            {
                var covered = item.End is null && world.Covers(item.App.Name, item.RuleId, moment);
                Assert.Equal(covered, item.Exception is not null);
                if (covered) Assert.True(item.Due > moment && !item.Overdue);
            }

            var excepted = await FindingsAsync(world, new FindingFilter { Excepted = true }, moment);
            Assert.Equal(all.Where(f => f.Exception is not null).Select(f => f.Id), excepted.Select(f => f.Id));
            var others = await FindingsAsync(world, new FindingFilter { Excepted = false }, moment);
            Assert.Equal(all.Where(f => f.Exception is null).Select(f => f.Id), others.Select(f => f.Id));
            var totals = await world.Db.Get<FindingListQuery>().CountAsync(AppFilter.Any, FindingFilter.Any, moment, Token);
            Assert.Equal(excepted.Count, totals!.Value.Excepted);
        }
    }

    [Fact]
    public async Task An_approval_after_the_due_date_leaves_a_finding_overdue_and_excepted()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        world.Db.Clock.Advance(TimeSpan.FromDays(200));
        await world.ExceptAsync(10);
        var finding = await FindingAsync(world);
        Assert.True(finding.Overdue && finding.Exception is not null);
    }

    [Fact]
    public async Task An_app_that_left_is_told_of_as_it_left()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Estate.App("shop"), Estate.App("till"));
        await world.ExceptAsync(10);
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.Db.RunAsync([new AppChange.Decommissioned(await world.Db.AppIdAsync(Estate.App("shop")))]);
        world.Db.Clock.Advance(TimeSpan.FromDays(20));

        Assert.Equal(0, (await world.Db.Get<OverviewQuery>().RunAsync(AppFilter.Any, null, Token))!.Excepted.Total);
        var detail = await world.Db.Get<AppDetailQuery>().RunAsync(Estate.App("shop").ResourceId, null, Token);
        Assert.True(detail!.Row.Excepted);
        var findings = world.Db.Get<FindingListQuery>();
        Assert.Equal(1, (await findings.RunAsync(new AppFilter { Excepted = true }, FindingFilter.Any, FindingSort.Default, 1, 10, null, Token)).Total);
        Assert.Equal(0, (await findings.RunAsync(AppFilter.Any, new FindingFilter { Excepted = true }, FindingSort.Default, 1, 10, null, Token)).Total);
    }

    [Fact]
    public async Task A_change_is_asked_what_was_excepted_when_the_state_began_that_it_led_to()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Estate.App("shop"), Estate.App("till"));
        await world.ExceptAsync(10);
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var app in new[] { Estate.App("shop"), Estate.App("till") })
        {
            var at = world.Now;
            await world.Db.RunAsync([Seen(app with { MinTlsVersion = "1.3" }, await world.Db.AppIdAsync(app)) with
            {
                Events = [new AppEvent { OccurredAt = at, Kind = AppEventKind.Changed, VerdictBefore = app.Verdict, VerdictAfter = app.Verdict }],
            }]);
            world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        world.Db.Clock.Advance(TimeSpan.FromDays(30));
        foreach (var (excepted, name) in new[] { (true, "shop"), (false, "till") })
        {
            var page = await world.Db.Get<EventListQuery>().RunAsync(new AppFilter { Excepted = excepted }, EventFilter.Any, 1, 10, null, Token);
            Assert.Equal([name], page.Items.Select(e => e.Name));
        }
    }

    [Fact]
    public async Task The_exceptions_of_an_app_are_told_as_they_stood()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Estate.App("shop"), Estate.App("till"));
        var query = world.Db.Get<AppExceptionsQuery>();
        var appId = (await world.Db.Get<AppDetailQuery>().RunAsync(Estate.App("shop").ResourceId, null, Token))!.Row.AppId;
        var revoked = await world.ExceptAsync(10);
        var then = world.Now;
        world.Db.Clock.Advance(TimeSpan.FromDays(2));
        await world.StepAsync(revoked, ExceptionStep.Revoked);
        var withdrawn = await world.AskAsync(5);
        await world.StepAsync(withdrawn, ExceptionStep.Withdrawn);
        var active = await world.ExceptAsync(5);
        var renewal = await world.AskAsync(9, renews: active);
        await world.ExceptAsync(9, "till");

        Assert.Equal(
            [(active, ExceptionStatus.Approved), (renewal, ExceptionStatus.Requested), (withdrawn, ExceptionStatus.Withdrawn), (revoked, ExceptionStatus.Revoked)],
            (await query.RunAsync(appId, null, Token)).Select(e => (e.Id, e.Status)));
        var before = Assert.Single(await query.RunAsync(appId, then, Token));
        Assert.Equal((revoked, ExceptionStatus.Approved, null), (before.Id, before.Status, before.EndedAt));
        Assert.Equal(["MTLS001"], before.Rules);
        Assert.Equal("Ada Asker", before.Requester);
        Assert.Empty(await query.RunAsync(appId, then.AddMilliseconds(-1), Token));
    }

    [Fact]
    public async Task What_ends_within_the_warning_period_is_counted_as_was_known_then()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Estate.App("shop"), Estate.App("till"));
        await world.ExceptAsync(14);
        var till = await world.ExceptAsync(20, "till");
        var then = world.Now;
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.StepAsync(till, ExceptionStep.Revoked);
        var overview = await world.Db.Get<OverviewQuery>().RunAsync(AppFilter.Any, then, Token);
        Assert.Equal((2, 1), (overview!.Excepted.Total, overview.Ending.Total));
        var rows = await MergeTests.ListAsync(world.Db, new AppFilter { ExceptionEndsWithinDays = 14 });
        Assert.Equal(["shop"], rows.Items.Select(r => r.State.Name));
    }

    private static async Task ListsAgreeAsync(OverlayWorld world, AppFilter filter, DateTimeOffset? moment, List<OverlayWorld.App> expected)
    {
        var names = expected.Select(a => a.State.Name).Order(StringComparer.Ordinal).ToList();
        var query = world.Db.Get<AppListQuery>();
        var page = await query.RunAsync(filter, AppSort.Default, 1, 100, true, moment, Token);
        Assert.Equal(names, page.Items.Select(i => i.State.Name));
        Assert.Equal(names.Count, page.Total);
        foreach (var (row, app) in page.Items.Zip(expected.OrderBy(a => a.State.Name, StringComparer.Ordinal)))
        {
            Assert.Equal((app.Until, app.State.Verdict), (row.ExceptedUntil, row.State.Verdict));
            Assert.All(row.State.Rules, r => Assert.Equal(app.ResultOf(r.Id), r.Result));
        }

        Assert.Equal(names, (await query.StreamAsync(filter, AppSort.Default, moment, Token).ToListAsync(Token)).Select(r => r.State.Name));
        var byVerdict = await query.CountVerdictsAsync(filter with { Verdict = [] }, moment, Token);
        if (filter.Verdict.Count == 0) Assert.All(byVerdict, v => Assert.Equal(expected.Count(a => a.State.Verdict == v.Key), v.Value));
        var history = await world.Db.Get<HistoryQuery>().StreamAsync(filter, moment, Token).ToListAsync(Token);
        Assert.Equal(names, history.Where(h => h.To is null).Select(h => h.State.Name).Order(StringComparer.Ordinal));
    }

    private static async Task CountsAgreeAsync(OverlayWorld world, AppFilter filter, DateTimeOffset? moment, List<OverlayWorld.App> expected)
    {
        var excepted = expected.Count(a => a.Until is not null);
        var overview = await world.Db.Get<OverviewQuery>().RunAsync(filter, moment, Token);
        if (overview is null) return;
        Assert.Equal((expected.Count, excepted), (overview.Counts.Total, overview.Excepted.Total + overview.Excepted.Stopped));
        var groups = await world.Db.Get<BreakdownQuery>().RunAsync(KpiDimension.Owner, filter, moment, moment, Token);
        Assert.Equal(
            expected.GroupBy(a => KpiKeys.Fold(a.State.Owner)).Select(g => (g.Key, g.Count(), g.Count(a => a.Until is not null))).Order(),
            groups.Select(g => (g.Value, g.Counts.Total, g.Excepted.Total + g.Excepted.Stopped)).Order());
        if (moment is not null) Assert.All(groups, g => Assert.Equal((g.Counts, g.Excepted), (g.Before, g.ExceptedBefore)));
        var rules = await world.Db.Get<RuleCountsQuery>().RunAsync(filter, moment, Token);
        Assert.All(rules.Rules, rule => Assert.All(
            Enum.GetValues<RuleResult>(), result => Assert.Equal(expected.Count(a => a.ResultOf(rule.Key) == result), rule.Value.Of(result))));
    }

    private static async Task FindingsAgreeAsync(OverlayWorld world, AppFilter filter, DateTimeOffset? moment)
    {
        var items = (await world.Db.Get<FindingListQuery>().RunAsync(filter, FindingFilter.Any, FindingSort.Default, 1, 100, moment, Token)).Items;
        var figures = await world.Db.Get<RemediationQuery>().AtAsync(filter, moment, Token);
        Assert.Equal(
            new FindingCounts(items.Count(i => i.End is null), items.Count(i => i.Overdue)) { Excepted = items.Count(i => i.Exception is not null) },
            figures?.Counts ?? default);
        var streamed = await world.Db.Get<FindingListQuery>().StreamAsync(filter, FindingFilter.Any, FindingSort.Default, moment, Token).ToListAsync(Token);
        Assert.Equal(items.Select(i => (i.Id, i.Exception)), streamed.Select(i => (i.Id, i.Exception)));
    }

    private static async Task<IReadOnlyList<FindingItem>> FindingsAsync(OverlayWorld world, FindingFilter filter, DateTimeOffset moment) =>
        (await world.Db.Get<FindingListQuery>().RunAsync(AppFilter.Any, filter, FindingSort.Default, 1, 100, moment, Token)).Items;

    private static async Task<FindingItem> FindingAsync(ExceptionWorld world) =>
        Assert.Single((await world.Db.Get<FindingListQuery>().RunAsync(AppFilter.Any, FindingFilter.Any, FindingSort.Default, 1, 10, null, Token)).Items);

    private static async Task<RuleResult> RuleAsync(ExceptionWorld world, DateTimeOffset? asOf = null)
    {
        var page = await world.Db.Get<AppListQuery>().RunAsync(AppFilter.Any, AppSort.Default, 1, 10, true, asOf, Token);
        return Assert.Single(page.Items).State.Rules.Single(r => r.Id == "MTLS016").Result;
    }
}
