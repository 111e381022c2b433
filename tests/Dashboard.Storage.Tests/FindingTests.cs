using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What a run writes of findings.</summary>
public abstract class FindingTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : FindingTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : FindingTests(DatabaseProvider.PostgreSql);

    private static readonly AppState Off = Estate.App("shop");
    private static readonly AppState On = Estate.App("shop", verdict: Verdict.Enforced);

    [Fact]
    public async Task The_first_run_is_the_baseline_and_later_ones_are_not()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync([Seen(Off)]);
        await NextDayAsync(db, Seen(Estate.App("late")));
        var rows = await RowsAsync(db);
        Assert.Equal([true, false], rows.Select(f => f.Baseline));
        Assert.Equal((UnixTime.Of(first.RunTime), UnixTime.Of(first.RunTime.AddDays(30))), (rows[0].Detected, rows[0].Due));
        Assert.Equal((UnixTime.Open, null, null), (rows[0].EndSeen, rows[0].Ended, rows[0].End));
    }

    [Fact]
    public async Task What_fails_again_after_an_end_is_a_new_occurrence_and_linked()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Off)]);
        var id = await db.AppIdAsync(Off);
        foreach (var state in new[] { On, Off, On, Off }) await NextDayAsync(db, Seen(state, id));
        var rows = await RowsAsync(db);
        Assert.Equal([(1, null, false), (2, rows[0].Id, false), (3, rows[1].Id, true)], rows.Select(f => (f.Occurrence, f.PreviousId, f.Flapping)));
        Assert.Equal([FindingEnd.Remediated, FindingEnd.Remediated, null], rows.Select(f => f.End));
    }

    [Fact]
    public async Task Absence_ends_nothing_and_neither_does_a_partial_run()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync([Seen(Off)]);
        var id = await db.AppIdAsync(Off);
        await NextDayAsync(db, new AppChange.BecameStale(id, first.RunTime), RunStatus.Partial);
        await NextDayAsync(db, new AppChange.Expired(id), RunStatus.Partial);
        Assert.Equal(UnixTime.Open, Assert.Single(await RowsAsync(db)).EndSeen);
        await NextDayAsync(db, Seen(Off, id));
        Assert.Equal(UnixTime.Open, Assert.Single(await RowsAsync(db)).EndSeen);
    }

    [Fact]
    public async Task A_deletion_with_a_record_ends_at_its_own_time()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Off)]);
        var at = db.Clock.GetUtcNow().AddHours(5);
        var run = await NextDayAsync(db, new AppChange.Decommissioned(await db.AppIdAsync(Off)) { Events = [Event(AppEventKind.Decommissioned, at)] });
        var row = Assert.Single(await RowsAsync(db));
        Assert.Equal((FindingEnd.Decommissioned, UnixTime.Of(at), true, UnixTime.Of(run.RunTime)), (row.End, row.Ended, row.EndExact, row.EndSeen));
    }

    [Fact]
    public async Task An_app_of_a_retired_subscription_leaves_the_scope_and_is_not_called_gone()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Off)]);
        await NextDayAsync(db, new AppChange.Decommissioned(await db.AppIdAsync(Off)) { Events = [Event(AppEventKind.ScopeRetired, null)] });
        Assert.Equal(FindingEnd.OutOfScope, Assert.Single(await RowsAsync(db)).End);
    }

    [Fact]
    public async Task A_moved_app_keeps_its_findings_and_one_that_was_made_anew_does_not()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Off), Seen(Estate.App("pay"))]);
        var (shop, pay) = (await db.AppIdAsync(Off), await db.AppIdAsync(Estate.App("pay")));
        var there = Off with { ResourceId = Off.ResourceId.Replace("rg-Shop", "rg-New", StringComparison.Ordinal), ResourceGroup = "rg-New" };
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(
        [
            new AppChange.Moved(shop, there, StateFingerprint.Of(there, "1.0")), new AppChange.Decommissioned(pay), Seen(Estate.App("pay")),
        ]);
        var rows = await RowsAsync(db);
        Assert.Equal([(shop, null), (pay, FindingEnd.Decommissioned), (pay + 1, null)], rows.Select(f => (f.AppId, f.End)).OrderBy(f => f.AppId));
        Assert.All(rows, f => Assert.Equal((1, null), (f.Occurrence, f.PreviousId)));
    }

    [Fact]
    public async Task The_findings_of_one_app_are_those_of_the_bearer_of_its_id()
    {
        await using var db = await CreateAsync();
        var pay = Estate.App("pay");
        await db.RunAsync([Seen(Off), Seen(pay)]);
        var there = Off with { ResourceId = Off.ResourceId.Replace("rg-Shop", "rg-New", StringComparison.Ordinal), ResourceGroup = "rg-New" };
        var before = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(
        [
            new AppChange.Moved(await db.AppIdAsync(Off), there, StateFingerprint.Of(there, "1.0")),
            new AppChange.Decommissioned(await db.AppIdAsync(pay)), Seen(pay),
        ]);
        var rows = await RowsAsync(db);
        var (shop, gone, anew) = (rows[0].Id, rows[1].Id, rows[2].Id);
        Assert.Equal([shop], await OfAsync(null, there.ResourceId.ToUpperInvariant()));
        Assert.Equal([shop], await OfAsync(null, Off.ResourceId));
        Assert.Equal([anew], await OfAsync(null, pay.ResourceId));
        Assert.Equal([gone], await OfAsync(before, pay.ResourceId));
        Assert.Equal([shop, anew], await OfAsync(null, pay.ResourceId, there.ResourceId));
        Assert.Empty(await OfAsync(null, pay.ResourceId + "x"));
        Assert.Empty(await OfAsync(null, ""));

        async Task<IEnumerable<long>> OfAsync(DateTimeOffset? asOf, params string[] ids)
        {
            var filter = new FindingFilter { App = ids };
            var list = await db.Get<FindingListQuery>().RunAsync(AppFilter.Any, filter, FindingSort.Default, 1, 10, asOf, Token);
            var streamed = await db.Get<FindingListQuery>().StreamAsync(AppFilter.Any, filter, FindingSort.Default, asOf, Token).Select(f => f.Id).ToListAsync(Token);
            Assert.Equal(list.Items.Select(i => i.Id), streamed);
            Assert.Equal(list.Total, streamed.Count);
            return streamed.Order();
        }
    }

    [Fact]
    public async Task What_the_time_to_remediate_counts_are_the_rows_of_its_window()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Off)]);
        db.Clock.Advance(TimeSpan.FromDays(TimeToRemediate.WindowDays - 1));
        await db.RunAsync([Seen(Estate.App("late"))]);
        await AssertCountedAsync(2);
        db.Clock.Advance(TimeSpan.FromDays(1));
        await AssertCountedAsync(1);

        async Task AssertCountedAsync(int expected)
        {
            var filter = new FindingFilter { Headline = true, DetectedWithinDays = TimeToRemediate.WindowDays };
            var list = await db.Get<FindingListQuery>().RunAsync(AppFilter.Any, filter, FindingSort.Default, 1, 10, null, Token);
            var kpi = (await db.Get<RemediationQuery>().AtAsync(AppFilter.Any, null, Token))!.TimeToRemediate;
            Assert.Equal((expected, expected), (list.Total, kpi.Open));
        }
    }

    [Fact]
    public async Task Earlier_terms_are_kept_when_the_severity_changes()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync([Seen(Off)]);
        var rise = await NextDayAsync(db, Seen(Severe(Severity.Critical), await db.AppIdAsync(Off)));
        await NextDayAsync(db, Seen(Severe(Severity.Low), await db.AppIdAsync(Off)));
        var row = Assert.Single(await RowsAsync(db));
        Assert.Equal((Severity.Low, UnixTime.Of(rise.RunTime.AddDays(7))), (row.Severity, row.Due));
        await using var context = db.Context();
        Assert.Equal(
            [(Severity.High, UnixTime.Of(first.RunTime.AddDays(30))), (Severity.Critical, UnixTime.Of(rise.RunTime.AddDays(7)))],
            (await context.FindingTerms.OrderBy(t => t.ValidTo).ToListAsync(Token)).Select(t => (t.Severity, t.Due)));
    }

    [Fact]
    public async Task A_history_from_before_findings_lives_through_the_same_ones()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync([Seen(Off), Seen(Estate.App("gone")), Seen(Estate.App("left")), Seen(Estate.App("slot"))]);
        var (shop, slot) = (await db.AppIdAsync(Off), await db.AppIdAsync(Estate.App("slot")));
        await NextDayAsync(db, Seen(Severe(Severity.Critical), shop));
        await NextDayAsync(db, new AppChange.BecameStale(shop, first.RunTime), RunStatus.Partial);
        await NextDayAsync(db, Seen(On, shop));
        await NextDayAsync(db, Seen(Off, shop));
        var swap = db.Clock.GetUtcNow().AddHours(2);
        await NextDayAsync(db, Seen(Estate.App("slot", verdict: Verdict.Enforced), slot) with
        {
            Events = [Event(AppEventKind.Swapped, swap) with { ChangeId = "swap" }],
            Causes = new FindingCauses(false, new Dictionary<string, FindingTurn> { ["MTLS001"] = new(swap, true) }),
        });
        await NextDayAsync(db, new AppChange.Decommissioned(await db.AppIdAsync(Estate.App("gone"))) { Events = [Event(AppEventKind.Decommissioned, swap)] });
        await NextDayAsync(db, new AppChange.Decommissioned(await db.AppIdAsync(Estate.App("left"))) { Events = [Event(AppEventKind.ScopeRetired, null)] });

        var (before, terms) = (await RowsAsync(db), await TermsAsync(db));
        await using (var context = db.Context())
        {
            await context.FindingTerms.ExecuteDeleteAsync(Token);
            await context.Findings.ExecuteDeleteAsync(Token);
        }

        await db.Get<DatabaseMigrator>().MigrateAsync(Token);
        Assert.Equal(before.Select(Facts), (await RowsAsync(db)).Select(Facts));
        Assert.Equal(terms.Select(t => (t.ValidTo, t.Severity, t.Due)), (await TermsAsync(db)).Select(t => (t.ValidTo, t.Severity, t.Due)));
        await db.Get<DatabaseMigrator>().MigrateAsync(Token);
        Assert.Equal(before.Count, (await RowsAsync(db)).Count);
    }

    private static object Facts(FindingRow f) => (f.AppId, f.RuleId, f.Detected, f.Baseline, f.Occurrence, f.Flapping, f.Severity, f.Due, f.EndSeen, f.Ended, f.EndExact, f.End);

    private static AppState Severe(Severity severity) => Off with { Rules = [.. Off.Rules.Select(r => r with { Severity = severity })] };

    private static AppEvent Event(AppEventKind kind, DateTimeOffset? at) => new() { Kind = kind, OccurredAt = at ?? Start, Exact = at is not null };

    private static Task<RunLease> NextDayAsync(TestDatabase db, AppChange change, RunStatus status = RunStatus.Succeeded)
    {
        db.Clock.Advance(TimeSpan.FromDays(1));
        return db.RunAsync([change], status);
    }

    private static async Task<List<FindingRow>> RowsAsync(TestDatabase db)
    {
        await using var context = db.Context();
        return await context.Findings.OrderBy(f => f.Detected).ThenBy(f => f.AppId).ToListAsync(Token);
    }

    private static async Task<List<FindingTermsRow>> TermsAsync(TestDatabase db)
    {
        await using var context = db.Context();
        return await context.FindingTerms.OrderBy(f => f.ValidTo).ToListAsync(Token);
    }
}
