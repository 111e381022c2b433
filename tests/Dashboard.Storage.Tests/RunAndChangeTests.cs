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
    public async Task Changes_are_verdicts_and_first_sightings_and_never_the_baseline()
    {
        await using var db = await CreateAsync();
        var (a, b) = (Estate.App("a"), Estate.App("b"));
        await db.RunAsync([Seen(a)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync([Seen(a with { MinTlsVersion = "1.0" }, await db.AppIdAsync(a)), Seen(b)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var better = Estate.App("a", verdict: Verdict.Enforced);
        var third = await db.RunAsync([Seen(better, await db.AppIdAsync(a))]);

        var changes = await db.Get<RecentChangesQuery>().RunAsync(Start.AddYears(-1), db.Clock.GetUtcNow(), 10, Token);
        Assert.Equal([("a", third.RunTime), ("b", second.RunTime)], changes.Select(c => (c.Name, c.At)));
        Assert.Equal((Verdict.NotEnforced, "1.0", Verdict.Enforced), (changes[0].Before!.Verdict, changes[0].Before!.MinTlsVersion, changes[0].After.Verdict));
        Assert.Null(changes[1].Before);
        Assert.Empty(await db.Get<RecentChangesQuery>().RunAsync(third.RunTime, db.Clock.GetUtcNow(), 10, Token));
        Assert.Single(await db.Get<RecentChangesQuery>().RunAsync(Start, second.RunTime, 10, Token));
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
}
