using Dashboard.Core.Collection;
using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;
using static Dashboard.Core.Tests.Exemptions.Exempted;

namespace Dashboard.Core.Tests.Exemptions;

/// <summary>What a run makes of exemptions: absent is not gone unless a whole reading of the place says so.</summary>
public sealed class ExemptionComparisonTests
{
    private static readonly DateTimeOffset LastRun = Noon.AddDays(-1);

    [Fact]
    public void A_new_one_and_a_changed_one_are_written_and_others_are_not()
    {
        var (old, other) = (At(App), At(Group, "e2"));
        var changed = other with { References = ["web"], DisplayName = "New name" };
        var changes = Compare([new(old, null), new(other, null)], Found(old with { References = [.. old.References] }, changed, At(Finance, "e3")));
        Assert.Equal([changed, At(Finance, "e3")], changes.Cast<ExemptionChange.Stands>().Select(c => c.State));
        Assert.All(changes.Cast<ExemptionChange.Stands>(), c => Assert.Null(c.LastSeen));
    }

    [Theory]
    [InlineData(App, true, true)]
    [InlineData(App, false, false)]
    [InlineData(Finance, true, true)]
    [InlineData(Finance, false, false)]
    [InlineData("/subscriptions/22222222-2222-2222-2222-222222222222", true, false)]
    [InlineData("/providers/Microsoft.Management/managementGroups/mg-other", true, false)]
    public void One_that_is_absent_is_gone_only_where_its_place_was_read_whole(string scope, bool whole, bool gone)
    {
        var change = Assert.Single(Compare([new(At(scope), null)], Found() with { Whole = whole }));
        if (gone) Assert.Equal(IdAt(scope), Assert.IsType<ExemptionChange.Gone>(change).ResourceId);
        else Assert.Equal(new ExemptionChange.Stands(At(scope), LastRun), change);
    }

    [Fact]
    public void One_that_was_not_seen_is_told_once_and_again_when_it_is_back()
    {
        var earlier = LastRun.AddDays(-3);
        Assert.Empty(Compare([new(At(App), earlier)], Found() with { Whole = false }));
        Assert.Equal([new ExemptionChange.Stands(At(App), null)], Compare([new(At(App), earlier)], Found(At(App))));
    }

    [Fact]
    public void What_was_about_client_certificates_stays_so_while_its_assignment_cannot_be_read()
    {
        var before = At(App) with { Targets = PolicyTargets.WebApps, AssignmentName = "Benchmark" };
        var blind = before with { Relevance = ExemptionRelevance.NotKnown, Targets = PolicyTargets.All, AssignmentName = null };
        Assert.Empty(Compare([new(before, null)], Found(blind)));
        Assert.Equal(
            ExemptionRelevance.NotKnown,
            Assert.IsType<ExemptionChange.Stands>(Assert.Single(Compare([new(before, null)], Found(blind with { AssignmentId = "/other" })))).State.Relevance);
    }

    [Fact]
    public void One_that_turns_out_to_be_about_something_else_goes()
    {
        var reading = new ExemptionReading(new Dictionary<string, ExemptionState?> { [ResourceIds.Key(IdAt(App))] = null }, true);
        Assert.IsType<ExemptionChange.Gone>(Assert.Single(Compare([new(At(App) with { Relevance = ExemptionRelevance.NotKnown }, null)], reading)));
        Assert.Empty(Compare([], reading));
    }

    [Fact]
    public void Those_of_a_retired_subscription_go_however_little_was_read()
    {
        const string Retired = "/subscriptions/22222222-2222-2222-2222-222222222222";
        var known = new KnownScope("22222222-2222-2222-2222-222222222222", "Old", LastRun, Retired: true);
        Assert.IsType<ExemptionChange.Gone>(Assert.Single(Compare([new(At(Retired), null)], Found() with { Whole = false }, known)));
    }

    private static ExemptionReading Found(params ExemptionState[] states) =>
        new(states.ToDictionary(s => ResourceIds.Key(s.ResourceId), s => (ExemptionState?)s), true);

    private static IReadOnlyList<ExemptionChange> Compare(IReadOnlyList<StoredExemption> stored, ExemptionReading reading, params KnownScope[] known)
    {
        var subscription = new SubscriptionObservation(Subscription, "Payments", new Dictionary<string, string>()) { ManagementGroups = ["mg-finance", "mg-contoso"] };
        return new ExemptionComparison([subscription], known, LastRun).Compare(stored, reading);
    }
}
