using System.Data.Common;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Asking for exceptions, deciding them, and what that does to due dates.</summary>
public abstract class ExceptionTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    // The findings of the world are High: 30 days.
    private static readonly DateTimeOffset Due = Start.AddDays(30);

    public sealed class OnSqlite() : ExceptionTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ExceptionTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_request_moves_nothing_and_its_approval_moves_the_due_date_by_its_whole_time()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var id = await world.AskAsync(20);
        Assert.Equal(Due, await world.DueAsync());
        world.Db.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await world.StepAsync(id, ExceptionStep.Approved));
        Assert.Equal(Due.AddDays(17), await world.DueAsync());
    }

    [Fact]
    public async Task It_expires_while_nothing_runs_and_the_same_finding_goes_on()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        await world.ExceptAsync(10);
        var due = Due.AddDays(10);
        world.Db.Clock.Advance(due - world.Now);
        Assert.Equal((1, Start, due, false), await FindingAsync(world, null));
        world.Db.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, Start, due, true), await FindingAsync(world, null));
    }

    [Fact]
    public async Task A_revocation_takes_back_what_was_still_to_come()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var id = await world.ExceptAsync(60);
        world.Db.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Null(await world.StepAsync(id, ExceptionStep.Revoked));
        Assert.Equal(Due.AddDays(4), await world.DueAsync());
    }

    [Fact]
    public async Task An_approval_after_the_due_date_undoes_no_breach()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        world.Db.Clock.Advance(TimeSpan.FromDays(35));
        await world.ExceptAsync(20);
        Assert.Equal((1, Start, Due, true), await FindingAsync(world, null));
    }

    [Fact]
    public async Task A_moment_of_the_past_has_the_due_date_of_then()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var before = world.Now;
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.ExceptAsync(10);
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Due, (await FindingAsync(world, before)).Due);
        Assert.Equal(Due.AddDays(10), (await FindingAsync(world, null)).Due);
    }

    [Fact]
    public async Task Figures_held_in_memory_notice_an_approval_without_a_run()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        world.Db.Clock.Advance(Due.AddDays(-1) - world.Now);
        Assert.Equal(0, await OverdueAsync(world));
        await world.ExceptAsync(10);
        world.Db.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await OverdueAsync(world));
        world.Db.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(1, await OverdueAsync(world));
    }

    [Fact]
    public async Task A_renewal_supersedes_and_no_time_counts_twice()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var first = await world.ExceptAsync(10);
        world.Db.Clock.Advance(TimeSpan.FromDays(6));
        var second = await world.ExceptAsync(20, renews: first);
        Assert.Equal(Due.AddDays(26), await world.DueAsync());
        await using var context = world.Db.Context();
        var old = await context.Exceptions.SingleAsync(e => e.Id == first, Token);
        Assert.Equal((ExceptionStep.Superseded, UnixTime.Of(world.Now)), (old.Ending!.Value, old.EndedAt!.Value));
        Assert.Equal(first, (await context.Exceptions.SingleAsync(e => e.Id == second, Token)).RenewsId);
        Assert.Empty(await world.Audit.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task A_failure_that_comes_back_under_an_exception_waits_for_its_end()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        await world.ExceptAsync(40);
        world.Db.Clock.Advance(TimeSpan.FromDays(2));
        await world.Db.RunAsync([Seen(Estate.App("shop", verdict: Verdict.Enforced), 1)]);
        world.Db.Clock.Advance(TimeSpan.FromDays(2));
        await world.Db.RunAsync([Seen(Estate.App("shop"), 1)]);
        // 36 days of the exception are left, and then the 30 of a high failure.
        Assert.Equal(world.Now.AddDays(66), await world.DueAsync());
    }

    [Fact]
    public async Task A_worse_severity_under_an_exception_waits_for_its_end_too_and_never_gains()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        await world.ExceptAsync(10);
        world.Db.Clock.Advance(TimeSpan.FromDays(4));
        var worse = Estate.App("shop") with { Rules = [new RuleOutcome("MTLS001", RuleResult.Fail, Severity.Critical, "x")] };
        await world.Db.RunAsync([Seen(worse, 1)]);
        // Seven days from now, and the six that the exception still runs.
        Assert.Equal(world.Now.AddDays(13), await world.DueAsync());
        await using var context = world.Db.Context();
        Assert.Equal(UnixTime.Of(Due.AddDays(10)), (await context.FindingTerms.OrderBy(t => t.ValidTo).LastAsync(Token)).Due);
    }

    [Fact]
    public async Task Own_requests_are_refused_by_the_command_and_by_the_database()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var id = await world.AskAsync(10);
        Assert.Equal(ExceptionRefusal.OwnRequest, await world.StepAsync(id, ExceptionStep.Approved, ExceptionWorld.Ada));
        var approved = (int)ExceptionStep.Approved;
        await Assert.ThrowsAnyAsync<DbException>(() => world.Audit.SqlAsync(
            $"""UPDATE "Exceptions" SET "Decision" = {approved}, "DecidedAt" = 1, "DecidedById" = {" ENTRA:t:ada"}, "DecidedByName" = {"x"} WHERE "Id" = {id}"""));
        Assert.Null(await world.StepAsync(id, ExceptionStep.Approved));
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_wins_and_the_other_is_told()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        for (var race = 0; race < 200; race++)
        {
            var id = await world.AskAsync(10);
            var step = race % 2 == 0 ? ExceptionStep.Rejected : ExceptionStep.Withdrawn;
            var results = await Task.WhenAll(
                Task.Run(() => world.StepAsync(id, step), Token),
                Task.Run(() => world.StepAsync(id, ExceptionStep.Rejected), Token));
            Assert.Single(results, r => r is null);
            Assert.Single(results, r => r == ExceptionRefusal.StateForbids);
        }

        await using var context = world.Db.Context();
        Assert.Equal(200, await context.ExceptionEvents.CountAsync(e => e.Step != ExceptionStep.Requested, Token));
        Assert.Empty(await world.Audit.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task What_is_covered_or_asked_for_already_is_told_and_what_does_not_fail_too()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var id = await world.AskAsync(10);
        Assert.Equal(ExceptionRefusal.AlreadyCovered, (await world.TryAskAsync(10)).Refusal);
        Assert.Null(await world.StepAsync(id, ExceptionStep.Approved));
        var covered = await world.TryAskAsync(10);
        Assert.Equal(ExceptionRefusal.AlreadyCovered, covered.Refusal);
        Assert.Equal($"MTLS001 on shop is covered by exception {id}. Renew that one.", Assert.Single(covered.Problems).Problem);
        Assert.Equal(ExceptionRefusal.NothingToAccept, (await world.TryAskAsync(10, rule: "MTLS004")).Refusal);
        Assert.Equal(ExceptionRefusal.NothingToAccept, (await world.TryAskAsync(10, app: "nowhere")).Refusal);
        Assert.Equal(ExceptionRefusal.NotFound, (await world.TryAskAsync(10, renews: 99)).Refusal);
        Assert.Equal(ExceptionRefusal.TermsRefused, (await world.TryAskAsync(91, renews: id)).Refusal);
        Assert.Equal(ExceptionRefusal.NotFound, await world.StepAsync(99, ExceptionStep.Approved));
        world.Db.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Null((await world.TryAskAsync(10)).Refusal);
    }

    [Fact]
    public async Task A_comment_changes_nothing_but_the_list_of_steps()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var id = await world.ExceptAsync(10);
        Assert.Null(await world.StepAsync(id, ExceptionStep.Commented));
        Assert.Equal(ExceptionRefusal.TermsRefused, await world.Db.Get<StepExceptionCommand>().RunAsync(id, ExceptionStep.Commented, " ", ExceptionWorld.Bob, Token));
        Assert.Equal(Due.AddDays(10), await world.DueAsync());
        Assert.Empty(await world.Audit.FindingsAsync(anchored: false));
    }

    private static async Task<(int Occurrence, DateTimeOffset Detected, DateTimeOffset Due, bool Overdue)> FindingAsync(ExceptionWorld world, DateTimeOffset? asOf)
    {
        var page = await world.Db.Get<FindingListQuery>().RunAsync(AppFilter.Any, new FindingFilter(), FindingSort.Default, 1, 10, asOf, Token);
        var finding = Assert.Single(page.Items);
        return (finding.Occurrence, finding.Detected, finding.Due, finding.Overdue);
    }

    private static async Task<int> OverdueAsync(ExceptionWorld world) =>
        (await world.Db.Get<RemediationQuery>().AtAsync(AppFilter.Any, null, Token))!.Counts.Overdue;
}
