using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries.Exemptions;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What runs learn of policy exemptions, and how that is held against the register at every moment.</summary>
public abstract class PolicyExemptionQueryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const string Finance = "/providers/Microsoft.Management/managementGroups/mg-finance";
    private static readonly AppState Shop = Estate.App("shop") with { Rules = Estate.Rules("MTLS001", "MTLS012") };

    public sealed class OnSqlite() : PolicyExemptionQueryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : PolicyExemptionQueryTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Before_a_run_read_exemptions_nothing_is_told()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Shop);
        await world.ExceptAsync(20);
        var answer = await AskAsync(world);
        Assert.NotNull(answer.Run);
        Assert.Equal((null, 0, 0, 1), (answer.Source, answer.Items.Count, answer.Exceptions.Count, answer.ActiveExceptions));
    }

    [Fact]
    public async Task All_that_is_known_of_an_exemption_is_told_as_it_was_at_each_moment()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Shop);
        var whole = At(Shop.ResourceId) with
        {
            AssignmentName = "Benchmark",
            Category = ExemptionCategory.Mitigated,
            ExpiresOn = Start.AddYears(3),
            DisplayName = "<b>\ud83d\ude80",
            Description = "d",
            References = ["web", "=1+1"],
            HasSelectors = true,
            CreatedBy = "ada",
            CreatedAt = Start,
            ModifiedBy = "bob",
            ModifiedAt = Start.AddDays(1),
            Targets = PolicyTargets.WebApps,
        };
        var first = await RunAsync(world, new ExemptionChange.Stands(whole, null));
        var second = await RunAsync(world, new ExemptionChange.Stands(whole, first));
        var third = await RunAsync(world, new ExemptionChange.Gone(whole.ResourceId.ToUpperInvariant()));

        var item = Assert.Single((await AskAsync(world, first)).Items);
        Assert.True(whole.IsSame(item.State), item.State.ToString());
        Assert.Equal((first, null), (item.FirstSeen, item.LastSeen));
        item = Assert.Single((await AskAsync(world, third.AddMilliseconds(-1))).Items);
        Assert.Equal((first, first), (item.FirstSeen, item.LastSeen!.Value));
        Assert.Empty((await AskAsync(world, third)).Items);
        Assert.Empty((await AskAsync(world, first.AddMilliseconds(-1))).Items);
        Assert.Empty(await world.Db.Get<IExemptionStore>().ReadExemptionsAsync(Token));
        Assert.True(second < third);

        await RunAsync(world, new ExemptionChange.Stands(At(Shop.ResourceId), null));
        Assert.Equal(world.Now, Assert.Single((await AskAsync(world)).Items).FirstSeen);
        Assert.Null(Assert.Single(await world.Db.Get<IExemptionStore>().ReadExemptionsAsync(Token)).LastSeen);
    }

    [Fact]
    public async Task An_exception_makes_the_counterpart_while_it_is_active_and_no_longer()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Shop);
        var run = await RunAsync(world, new ExemptionChange.Stands(At(Shop.ResourceId) with { ExpiresOn = Start.AddYears(1) }, null));
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        var id = await world.ExceptAsync(5);
        var from = world.Now;
        ExemptionFinding[] unanswered = [ExemptionFinding.NoCounterpart];
        Assert.Equal(unanswered, Assert.Single((await AskAsync(world, run)).Items).Findings);
        var answered = Assert.Single((await AskAsync(world, from)).Items);
        Assert.Empty(answered.Findings);
        Assert.Equal([id], answered.Exceptions);
        world.Db.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Empty(Assert.Single((await AskAsync(world, from.AddDays(5).AddMilliseconds(-1))).Items).Findings);
        Assert.Equal(unanswered, Assert.Single((await AskAsync(world)).Items).Findings);
        Assert.Empty((await AskAsync(world)).Exceptions);
    }

    [Fact]
    public async Task An_exception_without_exemption_is_told_and_one_about_other_rules_needs_none()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Shop);
        await RunAsync(world);
        await world.ExceptAsync(20, rule: "MTLS012");
        Assert.Equal((0, 0), ((await AskAsync(world)).ActiveExceptions, (await AskAsync(world)).Exceptions.Count));
        var id = await world.ExceptAsync(20);
        var exception = Assert.Single((await AskAsync(world)).Exceptions);
        Assert.Equal((id, world.Now.AddDays(20)), (exception.ExceptionId, exception.Until));
        Assert.Equal([new UnexemptedApp(Shop.ResourceId, "shop", false)], exception.Apps);
        await RunAsync(world, new ExemptionChange.Stands(At($"/subscriptions/{Estate.SubscriptionA}"), null));
        Assert.Empty((await AskAsync(world)).Exceptions);
    }

    [Fact]
    public async Task An_app_that_is_gone_needs_no_exemption()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Shop);
        await RunAsync(world);
        await world.ExceptAsync(20);
        Assert.Single((await AskAsync(world)).Exceptions);
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.Db.RunAsync([new Core.Collection.AppChange.Decommissioned(await world.Db.AppIdAsync(Shop))], report: Report());
        Assert.Empty((await AskAsync(world)).Exceptions);
    }

    [Fact]
    public async Task What_is_below_a_management_group_is_told_by_the_chain_that_was_known_then()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Shop);
        var id = await world.ExceptAsync(20);
        var untold = await RunAsync(world, new ExemptionChange.Stands(At(Finance), null));
        var below = await RunAsync(world, ["mg-Finance", "mg-top"]);
        var moved = await RunAsync(world, ["mg-top"]);
        var same = await RunAsync(world, ["mg-top"]);
        Assert.Equal([ExemptionFinding.NoExpiry, ExemptionFinding.NotJudged], Assert.Single((await AskAsync(world, untold)).Items).Findings);
        var item = Assert.Single((await AskAsync(world, below)).Items);
        Assert.Equal([ExemptionFinding.PartCounterpart, ExemptionFinding.NoExpiry], item.Findings);
        Assert.Equal([id], item.Exceptions);
        Assert.Equal([ExemptionFinding.NoCounterpart, ExemptionFinding.NoExpiry], Assert.Single((await AskAsync(world, moved)).Items).Findings);
        await using var context = world.Db.Context();
        Assert.Equal(2, await context.SubscriptionAncestors.CountAsync(Token));
        Assert.True(same > moved);
    }

    [Fact]
    public async Task A_reading_that_was_not_whole_makes_nothing_sure()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Shop);
        await world.ExceptAsync(20);
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.Db.RunAsync([], report: Report(complete: false));
        var answer = await AskAsync(world);
        Assert.False(answer.IsWhole);
        Assert.True(Assert.Single(Assert.Single(answer.Exceptions).Apps).Perhaps);
    }

    private static ExemptionState At(string scope) => new()
    {
        ResourceId = scope + "/providers/Microsoft.Authorization/policyExemptions/E1",
        AssignmentId = "/a",
        Relevance = ExemptionRelevance.ClientCertificates,
    };

    private static RunReport Report(bool complete = true) =>
        new() { Sources = [new SourceOutcome(IPolicySource.Name, complete, 1, 0, 1, 1, complete ? null : "Refused.")] };

    private static Task<ExemptionsAnswer> AskAsync(ExceptionWorld world, DateTimeOffset? asOf = null) =>
        world.Db.Get<PolicyExemptionQuery>().RunAsync(asOf, Token);

    private static Task<DateTimeOffset> RunAsync(ExceptionWorld world, params ExemptionChange[] changes) => RunAsync(world, null, changes);

    private static Task<DateTimeOffset> RunAsync(ExceptionWorld world, string[] ancestors) => RunAsync(world, ancestors, []);

    private static async Task<DateTimeOffset> RunAsync(ExceptionWorld world, string[]? ancestors, ExemptionChange[] changes)
    {
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        var lease = await world.Db.Store.TryBeginAsync(RunStart(), Token);
        var merge = Merge([], report: Report()) with
        {
            Policy = new PolicyMerge
            {
                Exemptions = changes,
                Ancestors = ancestors is null ? PolicyMerge.None.Ancestors : new Dictionary<string, IReadOnlyList<string>> { [Estate.SubscriptionA.ToUpperInvariant()] = ancestors },
            },
        };
        await world.Db.Store.MergeAsync(lease!, merge, Token);
        return lease!.RunTime;
    }
}
