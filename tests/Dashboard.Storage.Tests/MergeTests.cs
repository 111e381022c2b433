using System.Collections;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class MergeTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : MergeTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : MergeTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_state_comes_back_as_it_was_judged()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("shop") with { Gateway = "Front Door", ExclusionPaths = "/a;/b", IsSlot = false };
        var run = await db.RunAsync([Seen(app)], subscriptions: [new SubscriptionObservation(Estate.SubscriptionA, "Retail", new Dictionary<string, string>())]);

        var list = await ListAsync(db);
        var row = Assert.Single(list.Items);
        AssertSame(app, row.State);
        Assert.Equal("Retail", row.SubscriptionName);
        Assert.Equal((run.RunTime, run.RunTime, run.RunTime), (row.FirstSeen, row.LastSeen, row.VerdictSince));
        Assert.Equal(run.RunId, list.Run!.Id);
    }

    [Fact]
    public async Task A_run_in_which_nothing_changed_writes_no_history_and_sees_every_app_again()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Estate.App("shop"))]);
        var before = await RowsAsync(db);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync([]);

        Assert.Equal(before, await RowsAsync(db));
        Assert.Equal(second.RunTime, Assert.Single((await ListAsync(db)).Items).LastSeen);
    }

    [Fact]
    public async Task The_age_of_a_verdict_outlives_other_changes_and_ends_with_the_verdict()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("shop");
        var first = await db.RunAsync([Seen(app)]);
        var id = await db.AppIdAsync(app);
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([Seen(app with { MinTlsVersion = "1.3" }, id)]);
        Assert.Equal(first.RunTime, (await ListAsync(db)).Items[0].VerdictSince);

        db.Clock.Advance(TimeSpan.FromDays(1));
        var third = await db.RunAsync([Seen(Estate.App("shop", verdict: Verdict.Enforced), id)]);
        Assert.Equal(third.RunTime, (await ListAsync(db)).Items[0].VerdictSince);
    }

    [Fact]
    public async Task An_absent_app_keeps_its_verdict_then_loses_it_and_comes_back()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("shop", verdict: Verdict.Enforced);
        var first = await db.RunAsync([Seen(app)]);
        var id = await db.AppIdAsync(app);

        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([new AppChange.BecameStale(id, first.RunTime)], RunStatus.Partial);
        var stale = Assert.Single((await ListAsync(db)).Items);
        AssertSame(app with { Stale = true }, stale.State);
        Assert.Equal((first.RunTime, first.RunTime), (stale.LastSeen, stale.VerdictSince));
        var stored = Assert.Single(await db.Store.ReadStoredAppsAsync(Token).ToListAsync(Token));
        Assert.Equal((true, (DateTimeOffset?)first.RunTime, Verdict.Enforced), (stored.Stale, stored.LastSeen, stored.Verdict));

        db.Clock.Advance(TimeSpan.FromDays(8));
        var third = await db.RunAsync([new AppChange.Expired(id)]);
        var expired = Assert.Single((await ListAsync(db)).Items);
        AssertSame(app with { Stale = true, Verdict = Verdict.Unknown }, expired.State);
        Assert.Equal((first.RunTime, third.RunTime), (expired.LastSeen, expired.VerdictSince));

        db.Clock.Advance(TimeSpan.FromDays(1));
        var fourth = await db.RunAsync([Seen(app, id)]);
        var back = Assert.Single((await ListAsync(db)).Items);
        AssertSame(app, back.State);
        Assert.Equal((first.RunTime, fourth.RunTime, fourth.RunTime), (back.FirstSeen, back.LastSeen, back.VerdictSince));
        stored = Assert.Single(await db.Store.ReadStoredAppsAsync(Token).ToListAsync(Token));
        Assert.Equal((false, (DateTimeOffset?)null, StateFingerprint.Of(app, "1.0")), (stored.Stale, stored.LastSeen, stored.Fingerprint));
    }

    [Fact]
    public async Task A_stale_app_shares_the_evidence_of_its_last_state()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync([Seen(Estate.App("a")), Seen(Estate.App("b"))]);
        await db.RunAsync([new AppChange.BecameStale(await db.AppIdAsync(Estate.App("a")), first.RunTime)], RunStatus.Partial);

        await using var context = db.Context();
        Assert.Equal(1, await context.Evidence.CountAsync(Token));
        Assert.Equal(3, await context.AppStates.CountAsync(Token));
    }

    [Fact]
    public async Task An_id_that_returns_after_its_end_is_a_new_generation()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("shop");
        await db.RunAsync([Seen(app)]);
        var oldId = await db.AppIdAsync(app);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var gone = await db.RunAsync([new AppChange.Decommissioned(oldId)]);
        Assert.Empty((await ListAsync(db)).Items);
        Assert.Empty(await db.Store.ReadStoredAppsAsync(Token).ToListAsync(Token));
        var detail = await db.Get<AppDetailQuery>().RunAsync(app.ResourceId, null, Token);
        Assert.Equal(gone.RunTime, detail!.Decommissioned);
        Assert.Equal(Start, detail.Row.LastSeen);

        db.Clock.Advance(TimeSpan.FromDays(1));
        var back = await db.RunAsync([Seen(app with { ResourceId = app.ResourceId.ToUpperInvariant() })]);
        var row = Assert.Single((await ListAsync(db)).Items);
        Assert.NotEqual(oldId, row.AppId);
        Assert.Equal(back.RunTime, row.FirstSeen);
        detail = await db.Get<AppDetailQuery>().RunAsync(app.ResourceId, null, Token);
        Assert.Null(detail!.Decommissioned);
        Assert.Equal(back.RunTime, Assert.Single(detail.History).From);
        var then = await db.Get<AppDetailQuery>().RunAsync(app.ResourceId, Start, Token);
        Assert.Equal((oldId, null), (then!.Row.AppId, then.Decommissioned));
    }

    [Fact]
    public async Task A_KPI_row_is_written_only_where_a_figure_changes()
    {
        await using var db = await CreateAsync();
        var (a, b) = (Estate.App("a"), Estate.App("b") with { Owner = "Other" });
        await db.RunAsync([Seen(a), Seen(b)]);
        await using var context = db.Context();
        var before = await context.KpiIntervals.CountAsync(Token);
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([Seen(a with { MinTlsVersion = "1.3" }, await db.AppIdAsync(a))]);
        Assert.Equal(before, await context.KpiIntervals.CountAsync(Token));

        db.Clock.Advance(TimeSpan.FromDays(1));
        var last = await db.RunAsync([new AppChange.Decommissioned(await db.AppIdAsync(b))]);
        var other = await context.KpiIntervals.Where(k => k.Dimension == KpiDimension.Owner && k.Value == "other").ToListAsync(Token);
        Assert.Equal(UnixTime.Of(last.RunTime), Assert.Single(other).ValidTo);
    }

    [Fact]
    public async Task A_merge_that_fails_half_way_leaves_nothing()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Estate.App("a"))]);
        var before = await RowsAsync(db);
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        AppChange[] changes = [Seen(Estate.App("b")), Seen(Estate.App("c", Estate.SubscriptionB)), new AppChange.Expired(999)];
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Store.MergeAsync(lease!, Merge(changes), Token));

        Assert.Equal(before, await RowsAsync(db));
        Assert.Single(await db.Store.ReadStoredAppsAsync(Token).ToListAsync(Token));
        await db.Store.EndAsync(lease!, RunStatus.Failed, new RunReport(), "The merge failed.", Token);
        Assert.Equal(RunStatus.Failed, (await db.Get<RunQuery>().FindAsync(lease!.RunId, Token))!.Status);
    }

    [Fact]
    public async Task A_merge_that_is_cut_off_leaves_nothing()
    {
        await using var db = await CreateAsync();
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        using var cut = new CancellationTokenSource();
        var changes = new CutList([.. Enumerable.Range(0, 2000).Select(i => Seen(Estate.App($"app-{i}")))], 1500, cut);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => db.Store.MergeAsync(lease!, Merge([]) with { Changes = changes }, cut.Token));
        Assert.Equal("0 0 0 0", await RowsAsync(db));
    }

    internal static Task<PagedList<AppRow>> ListAsync(TestDatabase db, AppFilter? filter = null, DateTimeOffset? asOf = null) =>
        db.Get<AppListQuery>().RunAsync(filter ?? AppFilter.Any, AppSort.Default, 1, 1000, true, asOf, Token);

    /// <summary>Records compare lists by reference, so rules are compared apart.</summary>
    internal static void AssertSame(AppState expected, AppState actual)
    {
        Assert.Equal(expected.Rules, actual.Rules);
        Assert.Equal(expected with { Rules = [] }, actual with { Rules = [] });
    }

    private static async Task<string> RowsAsync(TestDatabase db)
    {
        await using var context = db.Context();
        return $"{await context.Apps.CountAsync(Token)} {await context.AppStates.CountAsync(Token)} "
            + $"{await context.KpiIntervals.CountAsync(Token)} {await context.Subscriptions.CountAsync(Token)}";
    }

    /// <summary>Changes that pull the plug while the merge is in the middle of them.</summary>
    private sealed class CutList(List<AppChange> changes, int at, CancellationTokenSource cut) : IReadOnlyList<AppChange>
    {
        public int Count => changes.Count;

        public AppChange this[int index] => changes[index];

        public IEnumerator<AppChange> GetEnumerator()
        {
            for (var i = 0; i < changes.Count; i++)
            {
                if (i == at) cut.Cancel();
                yield return changes[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
