using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Events, moves and re-creations.</summary>
public abstract class EventTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : EventTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : EventTests(DatabaseProvider.PostgreSql);

    private static readonly ChangeAuthor Mira = new("mira@contoso.example", "User", "Azure Portal", "Microsoft.Web/sites/write");

    [Fact]
    public async Task An_event_is_told_with_its_app_author_and_properties()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("pay", verdict: Verdict.Enforced);
        await db.RunAsync([Seen(app)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var worse = app with { Verdict = Verdict.NotEnforced };
        var told = Worse(db.Clock.GetUtcNow().AddHours(-3), "change-1");
        var run = await db.RunAsync([Seen(worse, await db.AppIdAsync(app)) with { Events = [told] }]);

        var row = Assert.Single((await ListAsync(db)).Items);
        Assert.Equal(
            (app.ResourceId, Verdict.NotEnforced, run.RunTime, told.OccurredAt, true, Mira),
            (row.ResourceId, row.State.Verdict, row.RecordedAt, row.Event.OccurredAt, row.Event.Exact, row.Event.Author));
        Assert.Equal(told.Properties, row.Event.Properties);
        Assert.Empty((await ListAsync(db, asOf: run.RunTime.AddMilliseconds(-1))).Items);
        Assert.Equal([row.EventId], (await db.Get<EventListQuery>().OfAppAsync(row.AppId, null, Token)).Select(e => e.EventId));
    }

    [Fact]
    public async Task Filters_ask_the_event_and_the_state_that_it_led_to()
    {
        await using var db = await CreateAsync();
        var (a, b) = (Estate.App("a"), Estate.App("b") with { Owner = "Ops" });
        await db.RunAsync([Seen(a), Seen(b)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var now = db.Clock.GetUtcNow();
        await db.RunAsync(
        [
            new AppChange.Noted(await db.AppIdAsync(a)) { Events = [Worse(now.AddHours(-2), "1"), Better(now.AddHours(-1), "2")] },
            new AppChange.Noted(await db.AppIdAsync(b)) { Events = [Worse(now.AddHours(-3), "3")] },
        ]);

        Assert.Equal(["2", "1", "3"], await ChangesAsync(db, AppFilter.Any, EventFilter.Any));
        Assert.Equal(["1", "3"], await ChangesAsync(db, AppFilter.Any, new EventFilter { Direction = [EventDirection.Worse] }));
        Assert.Equal(["3"], await ChangesAsync(db, new AppFilter { Owner = ["OPS"] }, EventFilter.Any));
        Assert.Equal(["2"], await ChangesAsync(db, AppFilter.Any, new EventFilter { After = now.AddHours(-2), Until = now.AddHours(-1) }));
        Assert.Empty(await ChangesAsync(db, AppFilter.Any, new EventFilter { ChangedBy = [""] }));
        Assert.Equal(3, (await ChangesAsync(db, AppFilter.Any, new EventFilter { ChangedBy = ["mira@contoso.example"] })).Count);
        var counts = await db.Get<EventListQuery>().CountDirectionsAsync(AppFilter.Any, EventFilter.Any, null, Token);
        Assert.Equal((new EventCount(2, 2), new EventCount(1, 1)), (counts[EventDirection.Worse], counts[EventDirection.Better]));
        Assert.Equal(
            ["2", "1", "3"],
            await db.Get<EventListQuery>().StreamAsync(AppFilter.Any, EventFilter.Any, null, Token).Select(e => e.Event.ChangeId).ToListAsync(Token));
    }

    [Fact]
    public async Task Azures_record_is_never_told_twice_of_one_app_and_such_a_merge_leaves_nothing_behind()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("pay");
        await db.RunAsync([Seen(app)]);
        var id = await db.AppIdAsync(app);
        await db.RunAsync([new AppChange.Noted(id) { Events = [Worse(Start, "same")] }]);
        await Assert.ThrowsAnyAsync<Exception>(() => db.RunAsync(
            [Seen(app with { Verdict = Verdict.Enforced }, id), new AppChange.Noted(id) { Events = [Worse(Start, "same")] }]));
        Assert.Equal(1, (await ListAsync(db)).Total);
        Assert.Equal(Verdict.NotEnforced, (await AppsAsync(db, null)).Single().State.Verdict);
        Assert.Contains(("same", id), await db.Store.ReadRecordedChangesAsync(Start, Token));
    }

    [Fact]
    public async Task A_moved_app_goes_on_under_its_new_id_and_is_found_by_the_old_one()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("pay", verdict: Verdict.Enforced);
        var first = await db.RunAsync([Seen(app)]);
        var id = await db.AppIdAsync(app);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var moved = Estate.App("pay", Estate.SubscriptionB, Verdict.Enforced) with { ResourceGroup = "rg-New" };
        await db.RunAsync([new AppChange.Moved(id, moved, StateFingerprint.Of(moved, "1.0"))]);

        var now = (await AppsAsync(db, null)).Single();
        Assert.Equal((id, moved.ResourceId, Estate.SubscriptionB, first.RunTime), (now.AppId, now.State.ResourceId, now.State.SubscriptionId, now.FirstSeen));
        var then = (await AppsAsync(db, first.RunTime)).Single();
        Assert.Equal((app.ResourceId, "rg-Shop", Estate.SubscriptionA), (then.State.ResourceId, then.State.ResourceGroup, then.State.SubscriptionId));
        Assert.Equal(2, (await DetailAsync(db, app.ResourceId))!.History.Count);
        Assert.Equal(2, (await DetailAsync(db, moved.ResourceId))!.History.Count);
        var overview = await db.Get<OverviewQuery>().RunAsync(new AppFilter { Subscription = [Estate.SubscriptionA] }, null, Token);
        Assert.Equal(0, overview!.Counts.Total);
    }

    [Fact]
    public async Task An_app_can_move_back_and_another_can_take_its_old_id()
    {
        await using var db = await CreateAsync();
        var (here, there) = (Estate.App("pay"), Estate.App("pay", Estate.SubscriptionB));
        await db.RunAsync([Seen(here)]);
        var id = await db.AppIdAsync(here);
        foreach (var place in new[] { there, here, there })
        {
            db.Clock.Advance(TimeSpan.FromDays(1));
            await db.RunAsync([new AppChange.Moved(id, place, StateFingerprint.Of(place, "1.0"))]);
        }

        var other = await db.RunAsync([Seen(here with { Owner = "Other" })]);
        var apps = await AppsAsync(db, null);
        Assert.Equal([here.ResourceId, there.ResourceId], apps.Select(a => a.State.ResourceId).Order());
        Assert.Equal("Other", (await DetailAsync(db, here.ResourceId))!.Row.State.Owner);
        Assert.Equal(id, (await DetailAsync(db, here.ResourceId, other.RunTime.AddMilliseconds(-1)))!.Row.AppId);
    }

    [Fact]
    public async Task Gone_and_created_anew_in_one_run_begins_a_generation()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("pay", verdict: Verdict.Enforced);
        await db.RunAsync([Seen(app)]);
        var old = await db.AppIdAsync(app);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var fresh = app with { Verdict = Verdict.NotEnforced };
        await db.RunAsync(
        [
            new AppChange.Decommissioned(old) { Events = [Told(AppEventKind.Decommissioned, "delete")] },
            Seen(fresh) with { Events = [Told(AppEventKind.Recreated, "create")] },
        ]);

        var now = (await AppsAsync(db, null)).Single();
        Assert.NotEqual(old, now.AppId);
        Assert.Equal(db.Clock.GetUtcNow(), now.FirstSeen);
        var events = (await ListAsync(db)).Items.OrderBy(e => e.EventId).ToList();
        Assert.Equal([(old, AppEventKind.Decommissioned), (now.AppId, AppEventKind.Recreated)], events.Select(e => (e.AppId, e.Event.Kind)));
        Assert.Equal(Verdict.Enforced, events[0].State.Verdict);
        var history = await db.Get<HistoryQuery>().RunAsync(AppFilter.Any, 1, 10, null, Token);
        Assert.Equal([(1, (DateTimeOffset?)now.FirstSeen), (2, null)], history.Items.Select(h => (h.Generation, h.To)));
    }

    [Fact]
    public async Task An_id_that_comes_back_runs_later_is_told_as_created_anew()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("pay");
        await db.RunAsync([Seen(app)]);
        await db.RunAsync([new AppChange.Decommissioned(await db.AppIdAsync(app))]);
        await db.RunAsync([Seen(app) with { Events = [Told(AppEventKind.Appeared, "create")] }]);
        Assert.Equal(AppEventKind.Recreated, (await ListAsync(db)).Items.Single().Event.Kind);
    }

    [Fact]
    public async Task An_app_that_left_with_its_retired_subscription_returns_with_it_and_is_not_created_anew()
    {
        await using var db = await CreateAsync();
        var (kept, renewed, gone) = (Estate.App("kept"), Estate.App("renewed"), Estate.App("gone"));
        await db.RunAsync([Seen(kept), Seen(renewed), Seen(gone)]);
        await db.RunAsync(
        [
            new AppChange.Decommissioned(await db.AppIdAsync(kept)) { Events = [Untold(AppEventKind.ScopeRetired)] },
            new AppChange.Decommissioned(await db.AppIdAsync(renewed)) { Events = [Untold(AppEventKind.ScopeRetired)] },
            new AppChange.Decommissioned(await db.AppIdAsync(gone)) { Events = [Untold(AppEventKind.Decommissioned)] },
        ]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var back = await db.RunAsync(
        [
            Seen(kept) with { Events = [Untold(AppEventKind.Appeared)] },
            Seen(renewed) with { Events = [Told(AppEventKind.Appeared, "create")] },
            Seen(gone) with { Events = [Untold(AppEventKind.Appeared)] },
        ]);
        Assert.Equal(
            [("gone", AppEventKind.Recreated), ("kept", AppEventKind.Returned), ("renewed", AppEventKind.Recreated)],
            (await ListAsync(db)).Items.Where(e => e.RecordedAt == back.RunTime).Select(e => (e.Name, e.Event.Kind)).Order());
    }

    [Fact]
    public async Task A_record_with_odd_characters_is_kept()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("pay");
        await db.RunAsync([Seen(app)]);
        var odd = Told(AppEventKind.Changed, "change\0") with
        {
            Author = new ChangeAuthor("mira\0", "\ud800", "Portal\0", "write\udc00"),
            Properties = [new PropertyChange("tags.a\0b", "\0", "\ud800")],
        };
        await db.RunAsync([new AppChange.Noted(await db.AppIdAsync(app)) { Events = [odd] }]);
        var told = Assert.Single((await ListAsync(db)).Items).Event;
        Assert.StartsWith("mira", told.Author!.ChangedBy, StringComparison.Ordinal);
        Assert.StartsWith("tags.a", Assert.Single(told.Properties).Property, StringComparison.Ordinal);
    }

    private static AppEvent Untold(AppEventKind kind) => new() { Kind = kind, OccurredAt = Start };

    private static AppEvent Worse(DateTimeOffset at, string change) => Told(AppEventKind.Changed, change) with
    {
        OccurredAt = at,
        VerdictBefore = Verdict.Enforced,
        VerdictAfter = Verdict.NotEnforced,
    };

    private static AppEvent Better(DateTimeOffset at, string change) =>
        Worse(at, change) with { VerdictBefore = Verdict.NotEnforced, VerdictAfter = Verdict.Enforced };

    private static AppEvent Told(AppEventKind kind, string change) => new()
    {
        Kind = kind,
        OccurredAt = Start,
        Exact = true,
        Author = Mira,
        ChangeId = change,
        Properties = [new PropertyChange("properties.clientCertMode", "Required", "Optional"), new PropertyChange("tags.x", null, "<b>")],
    };

    private static Task<PagedList<EventRow>> ListAsync(TestDatabase db, DateTimeOffset? asOf = null) =>
        db.Get<EventListQuery>().RunAsync(AppFilter.Any, EventFilter.Any, 1, 50, asOf, Token);

    private static async Task<List<string?>> ChangesAsync(TestDatabase db, AppFilter apps, EventFilter filter) =>
        [.. (await db.Get<EventListQuery>().RunAsync(apps, filter, 1, 50, null, Token)).Items.Select(e => e.Event.ChangeId)];

    private static async Task<IReadOnlyList<AppRow>> AppsAsync(TestDatabase db, DateTimeOffset? asOf) =>
        (await db.Get<AppListQuery>().RunAsync(AppFilter.Any, AppSort.Default, 1, 50, false, asOf, Token)).Items;

    private static Task<AppDetail?> DetailAsync(TestDatabase db, string id, DateTimeOffset? asOf = null) =>
        db.Get<AppDetailQuery>().RunAsync(id, asOf, Token);
}
