using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class RunAndChangeTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : RunAndChangeTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RunAndChangeTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_run_keeps_its_report_and_names_what_it_could_not_read()
    {
        await using var db = await CreateAsync();
        var report = new RunReport
        {
            Apps = 12,
            Requests = 7,
            ArmReads = 2,
            Warnings = ["The clock differs by 6 minutes."],
            Sources = [new SourceOutcome("apps", false, 12, 1, 2, 5, "403 \"<b>\"")],
            Scopes = [new ScopeOutcome(Estate.SubscriptionA, "Retail", true, 12, null), new ScopeOutcome(Estate.SubscriptionB, "Bank & Co", false, 0, "403")],
        };
        var lease = await db.RunAsync([Seen(Estate.App("a"))], RunStatus.Partial, report);

        var run = await db.Get<RunQuery>().FindAsync(lease.RunId, Token);
        Assert.Equal((RunStatus.Partial, 1, "schedule", "1.0"), (run!.Status, run.Changed, run.StartedBy, run.RuleSetVersion));
        Assert.Equal(report.Sources, run.Report.Sources);
        Assert.Equal(report.Scopes, run.Report.Scopes);
        Assert.Equal(report.Warnings, run.Report.Warnings);
        var listed = Assert.Single((await db.Get<RunQuery>().ListAsync(1, 10, Token)).Items);
        Assert.Equal((12, 7, 2, 0), (listed.Report.Apps, listed.Report.Requests, listed.Report.ArmReads, listed.Report.Scopes.Count));
        Assert.Equal(["Bank & Co"], listed.MissingScopes);
        Assert.Equal(["Bank & Co"], (await db.Get<OverviewQuery>().RunAsync(AppFilter.Any, null, Token))!.Run.MissingScopes);
        Assert.Null(await db.Get<RunQuery>().FindAsync(lease.RunId + 1, Token));
    }

    [Fact]
    public async Task The_next_run_learns_up_to_where_absent_apps_were_asked_for()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([], report: new RunReport { AskedUpTo = 42 });
        Assert.Equal(42, (await db.Store.ReadLastRunAsync(Token))!.AskedUpTo);
        await db.RunAsync([]);
        Assert.Null((await db.Store.ReadLastRunAsync(Token))!.AskedUpTo);
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_and_the_standing_one_is_the_last_merged()
    {
        await using var db = await CreateAsync();
        Assert.Null(await db.Get<RunQuery>().NewestAsync(Token));
        Assert.Null(await db.Get<RunQuery>().StandingAsync(null, Token));
        var leases = new List<RunLease>();
        for (var i = 0; i < 5; i++)
        {
            leases.Add(await db.RunAsync([]));
            db.Clock.Advance(TimeSpan.FromHours(1));
        }

        var failed = await db.Store.TryBeginAsync(RunStart(), Token);
        await db.Store.EndAsync(failed!, RunStatus.Failed, new RunReport(), "No token.", Token);
        var page = await db.Get<RunQuery>().ListAsync(2, 2, Token);
        Assert.Equal([leases[3].RunId, leases[2].RunId], page.Items.Select(r => r.Id));
        Assert.Equal((6, leases[4].RunId), (page.Total, page.Run!.Id));
        Assert.Equal(failed!.RunId, (await db.Get<RunQuery>().NewestAsync(Token))!.Id);
        Assert.Equal(leases[1].RunId, (await db.Get<RunQuery>().StandingAsync(Start.AddMinutes(90), Token))!.Id);
        Assert.Null(await db.Get<RunQuery>().StandingAsync(Start.AddMinutes(-1), Token));
    }

    [Fact]
    public async Task An_event_is_told_with_the_states_before_and_after_it_and_the_run_that_recorded_it()
    {
        await using var db = await CreateAsync();
        var (a, b) = (Estate.App("a"), Estate.App("b"));
        await db.RunAsync([Seen(a)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync([Seen(b) with { Events = [Told(AppEventKind.Appeared, null, b.Verdict, db.Clock.GetUtcNow())] }]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var better = Estate.App("a", verdict: Verdict.Enforced) with { Tier = "Basic" };
        var third = await db.RunAsync([Seen(better, await db.AppIdAsync(a)) with
        {
            Events = [Told(AppEventKind.Changed, Verdict.NotEnforced, Verdict.Enforced, db.Clock.GetUtcNow())],
        }]);

        var query = db.Get<EventListQuery>();
        var events = (await query.RunAsync(AppFilter.Any, EventFilter.Any, 1, 10, null, Token)).Items;
        Assert.Equal([("a", third.RunTime, third.RunId), ("b", second.RunTime, second.RunId)], events.Select(e => (e.Name, e.RecordedAt, e.RunId)));
        Assert.Equal((Verdict.NotEnforced, "PremiumV3", "Basic"), (events[0].Before!.Verdict, events[0].Before!.Tier, events[0].State.Tier));
        Assert.Equal(["clientCertEnabled", "tier"], events[0].Differences.Select(d => d.Property));
        Assert.Null(events[1].Before);
        Assert.Equal(events, await query.StreamAsync(AppFilter.Any, EventFilter.Any, null, Token).ToListAsync(Token), SameEvent);
        Assert.Equal(events[1].EventId, (await query.FindAsync(events[1].EventId, second.RunTime, Token))!.EventId);
        Assert.Null(await query.FindAsync(events[0].EventId, second.RunTime, Token));

        Assert.Empty((await query.RunAsync(AppFilter.Any, EventFilter.Any with { After = third.RunTime }, 1, 10, null, Token)).Items);
        Assert.Equal("b", Assert.Single((await query.RunAsync(AppFilter.Any, EventFilter.Any, 1, 10, second.RunTime, Token)).Items).Name);
    }

    [Fact]
    public async Task Events_are_counted_with_their_apps_and_by_whom()
    {
        await using var db = await CreateAsync();
        var a = Estate.App("a", verdict: Verdict.Enforced);
        await db.RunAsync([Seen(a)]);
        var id = await db.AppIdAsync(a);
        var now = db.Clock.GetUtcNow();
        var events = new[]
        {
            By("anna", Told(AppEventKind.Changed, Verdict.Enforced, Verdict.NotEnforced, now), "1"),
            By("bob", Told(AppEventKind.Changed, Verdict.NotEnforced, Verdict.Enforced, now), "2"),
            By("anna", Told(AppEventKind.Swapped, Verdict.Enforced, Verdict.Gaps, now), "3"),
        };
        await db.RunAsync([Seen(a with { Verdict = Verdict.Gaps }, id) with { Events = events }]);

        var query = db.Get<EventListQuery>();
        var worse = EventFilter.Any with { Direction = [EventDirection.Worse] };
        var directions = await query.CountDirectionsAsync(AppFilter.Any, worse, null, Token);
        Assert.Equal((new EventCount(2, 1), new EventCount(1, 1)), (directions[EventDirection.Worse], directions[EventDirection.Better]));
        var kinds = await query.CountKindsAsync(AppFilter.Any, worse with { Kind = [AppEventKind.Moved] }, null, Token);
        Assert.Equal((1, 1), (kinds[AppEventKind.Changed].Events, kinds[AppEventKind.Swapped].Events));
        Assert.Equal([new EventAuthor("anna", 2), new EventAuthor("bob", 1)], await query.AuthorsAsync(AppFilter.Any, EventFilter.Any with { ChangedBy = ["bob"] }, 9, null, Token));
        Assert.Equal([new EventAuthor("anna", 2)], await query.AuthorsAsync(AppFilter.Any, EventFilter.Any, 1, null, Token));
    }

    [Fact]
    public async Task A_move_is_told_from_the_former_id_to_the_one_it_led_to()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("a");
        await db.RunAsync([Seen(app)]);
        var id = await db.AppIdAsync(app);
        var (second, third) = (At("rg-b"), At("rg-c"));
        foreach (var next in new[] { second, third })
        {
            db.Clock.Advance(TimeSpan.FromDays(1));
            await db.RunAsync([new AppChange.Moved(id, next, StateFingerprint.Of(next, "1.0"))
            {
                Events = [Told(AppEventKind.Moved, next.Verdict, next.Verdict, db.Clock.GetUtcNow())],
            }]);
        }

        var moves = await db.Get<EventListQuery>().OfAppAsync(id, null, Token);
        Assert.Equal([("rg-b", "rg-c"), ("rg-Shop", "rg-b")], moves.Select(m => (m.Before!.ResourceGroup, m.State.ResourceGroup)));
        Assert.Equal([second.ResourceId, app.ResourceId], moves.Select(m => m.Before!.ResourceId));
        Assert.All(moves, m => Assert.Equal(third.ResourceId, m.ResourceId));

        AppState At(string group) => app with { ResourceId = app.ResourceId.Replace("rg-Shop", group, StringComparison.Ordinal), ResourceGroup = group };
    }

    [Fact]
    public async Task The_detail_of_an_app_has_its_intervals_and_the_evidence_of_the_last()
    {
        await using var db = await CreateAsync();
        var app = Estate.App("shop");
        var first = await db.RunAsync([Seen(app)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync([Seen(app with { HttpsOnly = false, Rules = Estate.Rules("MTLS004") }, await db.AppIdAsync(app))]);

        var detail = await db.Get<AppDetailQuery>().RunAsync(app.ResourceId.ToUpperInvariant() + "/", null, Token);
        Assert.Equal([(first.RunTime, (DateTimeOffset?)second.RunTime), (second.RunTime, null)], detail!.History.Select(h => (h.From, h.To)));
        Assert.Equal(Estate.Rules("MTLS004"), detail.Row.State.Rules);
        Assert.Equal([0, 4], detail.History.Select(h => h.State.Rules.Count));
        var then = await db.Get<AppDetailQuery>().RunAsync(app.ResourceId, first.RunTime, Token);
        Assert.Null(Assert.Single(then!.History).To);
        Assert.Equal(app.Rules, then.Row.State.Rules);
        Assert.Null(await db.Get<AppDetailQuery>().RunAsync(app.ResourceId, first.RunTime.AddMilliseconds(-1), Token));
        Assert.Null(await db.Get<AppDetailQuery>().RunAsync("/no/such\0app", null, Token));
    }

    [Fact]
    public async Task Subscriptions_are_known_once_seen_under_their_last_name()
    {
        await using var db = await CreateAsync();
        SubscriptionObservation Named(string name) => new(Estate.SubscriptionA, name, new Dictionary<string, string>());
        await db.RunAsync([], subscriptions: [Named("Old")]);
        var last = await db.RunAsync([], subscriptions: [Named("New")]);
        await db.RunAsync([]);
        Assert.Equal([new KnownScope(Estate.SubscriptionA, "New", last.RunTime)], await db.Store.ReadKnownScopesAsync(Token));
    }

    private static AppEvent Told(AppEventKind kind, Verdict? before, Verdict? after, DateTimeOffset at) =>
        new() { Kind = kind, OccurredAt = at, VerdictBefore = before, VerdictAfter = after };

    private static AppEvent By(string name, AppEvent told, string changeId) =>
        told with { Author = new ChangeAuthor(name, "User", null, null), ChangeId = changeId, Exact = true };

    private static bool SameEvent(EventRow a, EventRow b) => (a.EventId, a.Before?.Tier, a.RunId) == (b.EventId, b.Before?.Tier, b.RunId);
}
