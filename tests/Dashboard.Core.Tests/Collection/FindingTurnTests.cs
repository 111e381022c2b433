using Dashboard.Core.Collection;
using Dashboard.Core.Findings;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using static Dashboard.Core.Tests.Collection.Changes;
using static Dashboard.Core.Tests.Collection.ComparisonWorld;

namespace Dashboard.Core.Tests.Collection;

/// <summary>By which recorded change a rule came to fail, or to fail no more.</summary>
public sealed class FindingTurnTests
{
    private static readonly AppObservation Pay = App("pay");
    private static readonly AppObservation Optional = Pay with { ClientCertMode = Reading.Of("Optional") };
    private readonly ComparisonWorld _world = new();

    [Fact]
    public async Task A_record_of_the_setting_tells_the_time()
    {
        Happens(Update(Pay.ResourceId, 90, Mode("Optional", "Required")));
        Assert.Equal(new FindingTurn(Noon.AddMinutes(90), false), Assert.Single(await TurnsAsync(Optional, Pay)).Value);
    }

    [Fact]
    public async Task A_record_of_something_else_does_not()
    {
        Happens(Update(Pay.ResourceId, 90, new PropertyChange("tags.owner", "shop", "payments")));
        Assert.Empty(await TurnsAsync(Optional, Pay));
        Assert.Empty(await new FindingTurnTests().TurnsAsync(Optional, Pay));
    }

    [Fact]
    public async Task Of_several_records_each_rule_has_its_own_and_the_last_turn_counts()
    {
        Happens(
            Update(Pay.ResourceId, 60, Mode("Required", "Optional")), Update(Pay.ResourceId, 70, Mode("Optional", "Required")),
            Update(Pay.ResourceId, 80, new PropertyChange("properties.httpsOnly", "True", "False")), Update(Pay.ResourceId, 90, Mode("Required", "Optional")));
        var turns = await TurnsAsync(Pay, Optional with { HttpsOnly = Reading.Of(false) });
        Assert.Equal((Noon.AddMinutes(90), Noon.AddMinutes(80)), (turns["MTLS002"].At, turns["MTLS004"].At));
    }

    [Fact]
    public async Task A_swap_is_told_as_one()
    {
        var swap = Update(Pay.ResourceId, 90, Mode("Optional", "Required"));
        Happens(swap with { Author = swap.Author with { Operation = "Microsoft.Web/sites/slots/slotsswap/action" } });
        Assert.True((await TurnsAsync(Optional, Pay))["MTLS002"].BySwap);
    }

    [Fact]
    public async Task A_tag_that_takes_the_app_out_of_scope_ends_all_that_hang_on_it()
    {
        var tagged = Optional with { Tags = new Dictionary<string, string>(Pay.Tags) { ["dataClassification"] = "internal" } };
        Happens(Update(Pay.ResourceId, 90, new PropertyChange("tags.dataClassification", "confidential", "internal")));
        Assert.Equal(Noon.AddMinutes(90), (await TurnsAsync(Optional, tagged))["MTLS002"].At);
    }

    [Fact]
    public async Task A_tag_that_was_written_tells_when_the_owner_was_known()
    {
        var nobodys = Pay with { Tags = new Dictionary<string, string> { ["dataClassification"] = "confidential" } };
        Happens(Update(Pay.ResourceId, 90, new PropertyChange("tags.owner", null, "payments")));
        Assert.Equal(["MTLS012"], (await TurnsAsync(nobodys, Pay)).Keys);
    }

    [Fact]
    public async Task A_plan_of_another_size_turns_what_hangs_on_its_tier()
    {
        Happens(Update(Pay.PlanId!, 90, new PropertyChange("sku.tier", "Free", "PremiumV3")));
        _world.Know(1, Optional, tier: "Free");
        _world.Read(Optional);
        Assert.Equal(["MTLS002", "MTLS005"], Causes(await _world.CompareAsync()).Turns.Keys.Intersect(["MTLS001", "MTLS002", "MTLS005"]).Order());
    }

    [Fact]
    public async Task What_a_new_app_fails_began_with_it_or_with_a_change_since()
    {
        Happens(Create(Pay.ResourceId, 60), Update(Pay.ResourceId, 90, new PropertyChange("properties.httpsOnly", "True", "False")));
        _world.Read(Optional with { HttpsOnly = Reading.Of(false) });
        var turns = Causes(await _world.CompareAsync()).Turns;
        Assert.Equal((Noon.AddMinutes(60), Noon.AddMinutes(90)), (turns["MTLS002"].At, turns["MTLS004"].At));
    }

    [Fact]
    public async Task A_move_into_a_group_with_other_tags_is_what_turned_the_scope()
    {
        var there = App("pay", "rg-new");
        _world.Reading.GroupTags[EstateReading.GroupKey(Posture.Apps.Subscription, "rg-new")] = new Dictionary<string, string> { ["mtls"] = "not-required" };
        Happens(
            Update(Pay.ResourceId, 30, new PropertyChange("properties.httpsOnly", "True", "False")), Delete(Pay.ResourceId, 60),
            Create(there.ResourceId, 60), Update(there.ResourceId, 90, Mode("Optional", "Required")));
        _world.Know(1, Optional);
        _world.Read(there with { HttpsOnly = Reading.Of(false) });
        var turns = Assert.Single((await _world.CompareAsync()).OfType<AppChange.Moved>()).Causes.Turns;

        // The mode was mended when it was out of scope already; HTTP was opened before the move, and the move took it out as well.
        Assert.Equal((Noon.AddMinutes(60), Noon.AddMinutes(60)), (turns["MTLS002"].At, turns["MTLS004"].At));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(1, false)]
    public async Task For_an_app_that_was_stale_the_rules_changed_where_they_did_since_it_was_seen(int daysAgo, bool changed)
    {
        _world.OtherRulesUntil = RunTime.AddDays(-2);
        _world.Know(1, Optional, daysAgo);
        _world.Read(Pay);
        Assert.Equal(changed, Causes(await _world.CompareAsync()).RulesChanged);
    }

    [Fact]
    public async Task An_app_whose_tags_were_not_read_stands_where_a_failure_would_end_for_that()
    {
        // A misspelt tag of the group fails MTLS011; that the group is not among what was read must not mend it.
        var key = EstateReading.GroupKey(Posture.Apps.Subscription, "rg-pay");
        _world.KnowJudged(1, Pay, Posture.Apps.Judge(Pay) with { Rules = [.. Posture.Apps.Judge(Pay).Rules.Select(r => r.Id == "MTLS011" ? r with { Result = RuleResult.Fail } : r)] });
        _world.Read(Pay with { HttpsOnly = Reading.Of(false) });
        _world.Reading.GroupTags.Remove(key);
        Assert.IsType<AppChange.BecameStale>(Assert.Single(await _world.CompareAsync()));
    }

    private void Happens(params ResourceChange[] changes) => _world.Reading.Changes.AddRange(changes);

    private async Task<IReadOnlyDictionary<string, FindingTurn>> TurnsAsync(AppObservation before, AppObservation now)
    {
        _world.Know(1, before);
        _world.Read(now);
        return Causes(await _world.CompareAsync()).Turns;
    }

    private static FindingCauses Causes(List<AppChange> changes) => Assert.IsType<AppChange.Seen>(Assert.Single(changes)).Causes;
}
