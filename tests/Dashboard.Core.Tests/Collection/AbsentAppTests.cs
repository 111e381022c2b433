using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using static Dashboard.Core.Tests.Collection.ComparisonWorld;

namespace Dashboard.Core.Tests.Collection;

/// <summary>What becomes of apps that a run did not see.</summary>
public sealed class AbsentAppTests
{
    [Theory]
    [InlineData(Verdict.Enforced)]
    [InlineData(Verdict.Unknown)]
    public async Task An_app_that_moves_without_proof_counts_once_whatever_its_verdict(Verdict verdict)
    {
        var world = new ComparisonWorld();
        world.Know(1, App("pay"), daysAgo: 2, verdict);
        world.Read(App("pay", "rg-new"));
        Assert.DoesNotContain(await world.CompareAsync(), c => c is AppChange.Seen);
    }

    [Theory]
    [InlineData(Verdict.Enforced)]
    [InlineData(Verdict.Unknown)]
    public async Task After_the_allowance_what_may_have_moved_counts_as_what_it_is_now(Verdict verdict)
    {
        var world = new ComparisonWorld();
        world.Know(1, App("pay"), daysAgo: 8, verdict);
        world.Read(App("pay", "rg-new"));
        Assert.Single((await world.CompareAsync()).OfType<AppChange.Seen>());
    }

    [Fact]
    public async Task However_many_are_absent_each_is_asked_for_in_its_turn()
    {
        var (askedUpTo, asked) = ((long?)null, new List<string>());
        for (var run = 0; run < 4; run++)
        {
            var world = new ComparisonWorld();
            for (var i = 1; i <= 10; i++) world.Know(i, App($"app-{(i * 7) % 10}"), daysAgo: 2);
            world.Reading.AskedUpTo = askedUpTo;
            await world.CompareAsync(maxProbes: 3);
            Assert.Contains("asks on", world.Reading.ExistenceLog.Outcome().Problem, StringComparison.Ordinal);
            askedUpTo = world.Reading.AskedUpTo;
            Assert.Equal(3, world.Asked.Count);
            asked.AddRange(world.Asked);
        }

        Assert.Equal(10, asked.Distinct().Count());
        Assert.Equal(asked[0], asked[10]);
    }

    [Fact]
    public async Task Newly_absent_apps_are_asked_for_first_and_take_no_turn_from_the_others()
    {
        var world = new ComparisonWorld();
        for (var i = 1; i <= 5; i++) world.Know(i, App($"app-{i}"), daysAgo: 2);
        world.Know(6, App("fresh"));
        world.Reading.AskedUpTo = 4;
        await world.CompareAsync(maxProbes: 3);
        Assert.Equal(["fresh", "app-5", "app-1"], world.Asked.Select(id => id[(id.LastIndexOf('/') + 1)..]));
        Assert.Equal(1, world.Reading.AskedUpTo);
    }

    [Fact]
    public async Task A_run_that_asks_for_none_keeps_the_turn()
    {
        var world = new ComparisonWorld();
        world.Reading.AskedUpTo = 4;
        await world.CompareAsync();
        Assert.Equal(4, world.Reading.Report([]).AskedUpTo);
    }

    [Fact]
    public async Task A_stale_twin_breaks_no_move()
    {
        var world = new ComparisonWorld();
        world.Know(1, App("pay", "rg-old"), daysAgo: 20);
        world.Know(2, App("pay"));
        world.Read(App("pay", "rg-new"));
        world.Existence = _ => Existence.Gone;
        var changes = await world.CompareAsync();
        Assert.Equal(2, Assert.Single(changes.OfType<AppChange.Moved>()).AppId);
        Assert.Equal(1, Assert.Single(changes.OfType<AppChange.Decommissioned>()).AppId);
    }

    [Fact]
    public async Task Of_two_that_went_at_once_none_is_taken_for_the_one_that_came()
    {
        var world = new ComparisonWorld();
        world.Know(1, App("pay", "rg-old"));
        world.Know(2, App("pay"));
        world.Read(App("pay", "rg-new"));
        world.Existence = _ => Existence.Gone;
        Assert.Equal(
            ["Decommissioned", "Decommissioned", "Seen"], (await world.CompareAsync()).Select(c => c.GetType().Name).Order());
    }

    [Fact]
    public async Task A_plans_row_without_a_tier_makes_no_app_look_better()
    {
        // The plan is Free while the site does not say so.
        var world = new ComparisonWorld();
        var app = App("pay");
        world.Know(1, app, tier: "Free");
        world.Read(app);
        world.Reading.Plans[ResourceIds.Key(app.PlanId!)] = new PlanObservation(app.PlanId!, "plan", null, null, null, false);
        Assert.IsType<AppChange.BecameStale>(Assert.Single(await world.CompareAsync()));
    }

    [Fact]
    public async Task Where_the_tier_that_is_missing_would_say_the_same_the_judgement_holds()
    {
        var world = new ComparisonWorld();
        world.Know(1, App("pay"));
        world.Read(App("pay") with { ClientCertMode = Reading.Of("Optional") });
        world.Reading.Plans[ResourceIds.Key(App("pay").PlanId!)] = new PlanObservation(App("pay").PlanId!, "plan", null, null, null, false);
        Assert.Equal(Verdict.NotEnforced, Assert.IsType<AppChange.Seen>(Assert.Single(await world.CompareAsync())).State.Verdict);
    }

    [Fact]
    public async Task A_move_into_what_was_not_read_waits_unless_that_would_say_the_same()
    {
        foreach (var (tags, moves) in new[] { (App("pay").Tags, true), (new Dictionary<string, string>(), false) })
        {
            var world = new ComparisonWorld { Existence = _ => Existence.Gone };
            world.Know(1, App("pay"));
            world.Read(App("pay", "rg-new") with { Tags = tags });
            world.Reading.GroupTags.Remove(EstateReading.GroupKey(Posture.Apps.Subscription, "rg-new"));
            var change = Assert.Single(await world.CompareAsync());
            Assert.Equal(moves, change is AppChange.Moved);
            Assert.Equal(moves, change is not AppChange.BecameStale);
        }
    }
}
