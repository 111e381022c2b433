using Dashboard.Core.Audit;
using Dashboard.Core.Inventory;
using Dashboard.Core.Runs;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class AuditTrailTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : AuditTrailTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : AuditTrailTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Twenty_writers_at_once_leave_no_gap()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => Task.Run(async () =>
        {
            // Each with an anchor of its own, as processes have.
            using var anchor = world.NewAnchor();
            var work = new AuditedWork(world.Contexts, world.Appender, anchor);
            for (var i = 0; i < 20; i++)
                await work.RunAsync((_, _) => Task.FromResult<AuditDraft?>(AuditWorld.Draft($"{writer} {i}")), Token);
        })));

        var verification = await world.VerifyAsync();
        Assert.Equal((AuditVerdict.Holds, 400, 400, 400), (verification.Verdict, verification.Entries, verification.HeadSeq, verification.AnchoredTo));
        var whats = (await StreamAsync(world)).Select(r => r.Entry!.Details[0].Value).ToList();
        Assert.Equal(400, whats.Distinct().Count());
        var anchored = (await File.ReadAllLinesAsync(world.AnchorPath, Token)).Select(l => AuditAnchorLine.Parse(l)!.Seq).Distinct();
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), anchored.Order());
    }

    [Fact]
    public async Task An_effect_and_its_entry_stand_together_or_not_at_all()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        var work = new AuditedWork(world.Contexts, world.Appender, world.Anchor);
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.RunAsync(
            async (context, token) =>
            {
                await world.Appender.AppendAsync(context, AuditWorld.Draft("undone"), token);
                throw new InvalidOperationException("The effect failed.");
            },
            Token));
        Assert.Equal((0, 0), ((await world.VerifyAsync()).Entries, (await world.VerifyAsync()).HeadSeq));
        await world.AppendAsync(1);
        Assert.Empty(await world.FindingsAsync());

        await using var context = world.Db.Context();
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Appender.AppendAsync(context, AuditWorld.Draft("no transaction"), Token));
    }

    [Fact]
    public async Task A_crash_between_commit_and_anchor_is_caught_up_at_start_and_by_the_next_entry()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await world.AppendAsync(2);
        await world.AppendAndCrashAsync();
        var crashed = await world.VerifyAsync();
        Assert.Equal((AuditVerdict.Holds, 3, 2), (crashed.Verdict, crashed.HeadSeq, crashed.AnchoredTo));

        using (var restarted = world.NewAnchor())
        {
            await restarted.CatchUpAsync(Token);
            Assert.Equal(3, await restarted.ReadAnchoredToAsync(Token));
        }

        await world.AppendAndCrashAsync();
        await world.AppendAsync(1);
        Assert.Equal((AuditVerdict.Holds, 5), ((await world.VerifyAsync()).Verdict, (await world.VerifyAsync()).AnchoredTo));
        Assert.Equal(5, (await File.ReadAllLinesAsync(world.AnchorPath, Token)).Length);
    }

    [Fact]
    public async Task A_line_that_a_crash_left_half_written_does_not_swallow_the_next()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await world.AppendAsync(1);
        await File.AppendAllTextAsync(world.AnchorPath, "2 9f86", Token);
        using var restarted = world.NewAnchor();
        await world.AppendAndCrashAsync();
        await restarted.CatchUpAsync(Token);
        var verification = await world.VerifyAsync();
        Assert.Equal(2, verification.AnchoredTo);
        Assert.Contains("Line 2 of the anchor file", Assert.Single(verification.Findings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anchor_that_cannot_be_written_undoes_nothing()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        Directory.CreateDirectory(world.AnchorPath);
        await world.AppendAsync(1);
        Assert.Equal(1, (await world.VerifyAsync(anchored: false)).Entries);
        Directory.Delete(world.AnchorPath);
        await world.AppendAsync(1);
        Assert.Equal(2, (await world.VerifyAsync()).AnchoredTo);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_filtered()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await world.AppendAsync(3);
        var bob = AuditWorld.Ada with { Id = "entra:t:bob" };
        await world.AppendAndCrashAsync(AuditWorld.Draft("x", AuditActions.DemoFilled, bob, new AuditSubject("demo", "a:b")));
        async Task<string> Seqs(AuditFilter filter, int page = 1, int size = 50)
        {
            var list = await world.Db.Get<AuditTrailQuery>().ListAsync(filter, page, size, Token);
            var seqs = string.Join(' ', list.Items.Select(r => r.Seq));
            Assert.Equal(string.Join(' ', (await world.Db.Get<AuditTrailQuery>().StreamAsync(filter, Token).ToListAsync(Token))
                .Skip((page - 1) * size).Take(size).Select(r => r.Seq)), seqs);
            return seqs;
        }

        Assert.Equal("4 3 2 1", await Seqs(AuditFilter.Any));
        Assert.Equal("2 1", await Seqs(AuditFilter.Any, page: 2, size: 2));
        Assert.Equal("4", await Seqs(new AuditFilter(Action: AuditActions.DemoFilled)));
        Assert.Equal("3 2 1", await Seqs(new AuditFilter(Actor: AuditWorld.Ada.Id)));
        Assert.Equal("3 2 1", await Seqs(new AuditFilter(Subject: "list")));
        Assert.Equal("4", await Seqs(new AuditFilter(Subject: "demo:a:b")));
        Assert.Equal("", await Seqs(new AuditFilter(Subject: "demo:a")));
        Assert.Equal("2", await Seqs(new AuditFilter(From: Start.AddMinutes(2), To: Start.AddMinutes(2))));
    }

    [Fact]
    public async Task Starting_and_cancelling_a_run_are_audited_where_somebody_did()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        var db = world.Db;
        await db.RunAsync([]);
        Assert.Empty(await StreamAsync(world));
        var lease = await db.Store.TryBeginAsync(RunStart() with { Actor = AuditWorld.Ada }, Token);
        Assert.Null(await db.Store.TryBeginAsync(RunStart() with { Actor = AuditWorld.Ada }, Token));
        Assert.True(await db.Get<CancelRunCommand>().RunAsync(lease!.RunId, AuditWorld.Ada, Token));
        await db.Store.EndAsync(lease, RunStatus.Cancelled, new RunReport(), "Cancelled.", Token);
        Assert.False(await db.Get<CancelRunCommand>().RunAsync(lease.RunId, AuditWorld.Ada, Token));

        var entries = (await StreamAsync(world)).Select(r => r.Entry!).ToList();
        Assert.Equal([AuditActions.RunCancelled, AuditActions.RunStarted], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal((AuditWorld.Ada.Id, new AuditSubject("run", $"{lease.RunId}")), (e.Actor.Id, e.Subject)));
        Assert.Empty(await world.FindingsAsync(anchored: false));
        await world.SqlAsync($"""DELETE FROM "Runs" WHERE "Id" = {lease.RunId}""");
        Assert.Equal(["runs 1"], await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task A_subscription_that_is_not_read_is_retired_once()
    {
        await using var world = await RetirableAsync();
        var retire = world.Db.Get<RetireSubscriptionCommand>();
        Assert.Equal(RetireOutcome.NotFound, await retire.RunAsync("33333333-3333-3333-3333-333333333333", "gone", AuditWorld.Ada, Token));
        Assert.Equal(RetireOutcome.StillRead, await retire.RunAsync(Estate.SubscriptionA, "gone", AuditWorld.Ada, Token));
        Assert.Equal(RetireOutcome.Retired, await retire.RunAsync(Estate.SubscriptionB, "=gone", AuditWorld.Ada, Token));
        Assert.Equal(RetireOutcome.AlreadyRetired, await retire.RunAsync(Estate.SubscriptionB, "gone", AuditWorld.Ada, Token));
        var entry = Assert.Single(await StreamAsync(world)).Entry!;
        Assert.Equal((AuditActions.SubscriptionRetired, Estate.SubscriptionB), (entry.Action, entry.Subject.Id));
        Assert.Contains(new AuditDetail("reason", "=gone"), entry.Details);
        Assert.True((await world.Db.Store.ReadKnownScopesAsync(Token)).Single(s => s.SubscriptionId == Estate.SubscriptionB).Retired);
        Assert.Empty(await world.FindingsAsync(anchored: false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RetireSubscriptionCommand.MaxReason + 1)]
    public async Task A_subscription_is_not_retired_without_a_reason_of_a_length_to_keep(int length)
    {
        await using var world = await RetirableAsync();
        var retire = world.Db.Get<RetireSubscriptionCommand>();
        var reason = length == 0 ? " " : new string('x', length);
        Assert.Equal(RetireOutcome.ReasonRefused, await retire.RunAsync(Estate.SubscriptionB, reason, AuditWorld.Ada, Token));
        Assert.Empty(await StreamAsync(world));
        Assert.DoesNotContain(await world.Db.Store.ReadKnownScopesAsync(Token), s => s.Retired);
    }

    [Fact]
    public async Task Retirements_that_the_trail_does_not_tell_are_found()
    {
        await using var world = await RetirableAsync();
        await world.Db.Get<RetireSubscriptionCommand>().RunAsync(Estate.SubscriptionB, "gone", AuditWorld.Ada, Token);
        await world.SqlAsync($"""UPDATE "Subscriptions" SET "RetiredAt" = NULL""");
        Assert.Equal(["subscriptions 1"], await world.FindingsAsync(anchored: false));
        await world.SqlAsync($"""UPDATE "Subscriptions" SET "RetiredAt" = 5""");
        Assert.Equal(["subscriptions ", "subscriptions 1"], (await world.FindingsAsync(anchored: false)).Order());
        await world.SqlAsync($"""DELETE FROM "Subscriptions" """);
        Assert.Equal(["subscriptions 1"], await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task A_retired_subscription_that_is_seen_again_is_no_finding()
    {
        await using var world = await RetirableAsync();
        // The run that sees it again may have begun before.
        var lease = await world.Db.Store.TryBeginAsync(RunStart(), Token);
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Db.Get<RetireSubscriptionCommand>().RunAsync(Estate.SubscriptionB, "gone", AuditWorld.Ada, Token);
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Db.Store.MergeAsync(lease!, Merge([], subscriptions: [Observed(Estate.SubscriptionB)]), Token);
        await using var context = world.Db.Context();
        Assert.All(await context.Subscriptions.ToListAsync(Token), s => Assert.Null(s.RetiredAt));
        Assert.Empty(await world.FindingsAsync(anchored: false));
    }

    /// <summary>Two subscriptions were seen; the last run read only the first.</summary>
    private async Task<AuditWorld> RetirableAsync()
    {
        var world = await AuditWorld.CreateAsync(Provider);
        await world.Db.RunAsync([], subscriptions: [Observed(Estate.SubscriptionA), Observed(Estate.SubscriptionB)]);
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        var report = new RunReport
        {
            Scopes = [new(Estate.SubscriptionA, "A", true, 0, null), new(Estate.SubscriptionB, "B", false, 0, "It is not listed any more.")],
        };
        await world.Db.RunAsync([], RunStatus.Partial, report, [Observed(Estate.SubscriptionA)]);
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        return world;
    }

    private static async Task<List<AuditRecord>> StreamAsync(AuditWorld world) =>
        await world.Db.Get<AuditTrailQuery>().StreamAsync(AuditFilter.Any, Token).ToListAsync(Token);

    private static SubscriptionObservation Observed(string id) => new(id, "Sub", new Dictionary<string, string>());
}
