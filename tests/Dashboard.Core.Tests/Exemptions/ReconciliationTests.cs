using Dashboard.Core.Exemptions;
using Dashboard.Core.Queries;
using static Dashboard.Core.Tests.Exemptions.Exempted;

namespace Dashboard.Core.Tests.Exemptions;

/// <summary>Exemptions against the register: what ADR 0013 decides of them.</summary>
public sealed class ReconciliationTests
{
    private static readonly ExceptedPlace Api = new(7, App, "pay-api", "app", Noon.AddDays(9));
    private static readonly string[] Ancestors = ["mg-finance", "mg-contoso"];

    [Fact]
    public void An_exemption_of_an_app_that_an_exception_covers_is_in_order()
    {
        var item = Judge(At(App) with { ExpiresOn = Noon.AddDays(1) }, Api, Api with { ExceptionId = 3 });
        Assert.Empty(item.Findings);
        Assert.Equal([3, 7], item.Exceptions);
        Assert.Equal(1, item.ExceptedApps);
    }

    [Fact]
    public void Without_an_exception_it_has_no_approver_and_without_an_expiry_no_end() =>
        Assert.Equal([ExemptionFinding.NoCounterpart, ExemptionFinding.NoExpiry], Judge(At(App)).Findings);

    [Theory]
    [InlineData(Finance)]
    [InlineData(InSubscription)]
    [InlineData(Group)]
    public void One_of_a_whole_scope_is_never_approved_by_exceptions_on_some_apps(string scope)
    {
        var item = Judge(At(scope) with { ExpiresOn = Noon.AddDays(1) }, Api);
        Assert.Equal([ExemptionFinding.PartCounterpart], item.Findings);
        Assert.Equal([7], item.Exceptions);
    }

    [Fact]
    public void An_exception_on_the_slot_alone_approves_the_app_in_part()
    {
        var until = At(App) with { ExpiresOn = Noon.AddDays(1) };
        Assert.Equal([ExemptionFinding.PartCounterpart], Judge(until, Api with { ResourceId = Slot }).Findings);
        Assert.Equal([ExemptionFinding.NoCounterpart], Judge(until with { Targets = PolicyTargets.WebApps }, Api with { ResourceId = Slot }).Findings);
    }

    [Fact]
    public void One_about_function_apps_is_not_approved_by_an_exception_on_a_web_app()
    {
        var function = At(App) with { Targets = PolicyTargets.FunctionApps, ExpiresOn = Noon.AddDays(1) };
        Assert.Equal([ExemptionFinding.NoCounterpart], Judge(function, Api).Findings);
        Assert.Empty(Judge(function, Api with { Kind = "functionapp,linux" }).Findings);
    }

    [Fact]
    public void From_the_second_of_its_expiry_on_it_exempts_nothing_and_needs_no_approver()
    {
        Assert.Equal([ExemptionFinding.ExpiredButPresent], Judge(At(App) with { ExpiresOn = Noon }).Findings);
        Assert.Equal([ExemptionFinding.NoCounterpart], Judge(At(App) with { ExpiresOn = Noon.AddMilliseconds(1) }).Findings);
        Assert.Single(Without([At(App) with { ExpiresOn = Noon }], Api));
    }

    [Fact]
    public void What_could_not_be_read_is_never_taken_for_a_fault_or_for_order()
    {
        Assert.Equal([ExemptionFinding.NotJudged], Judge(At(App) with { ExpiryUnderstood = false }, Api).Findings);
        var unread = At(App) with { Relevance = ExemptionRelevance.NotKnown, ExpiresOn = Noon.AddDays(1) };
        Assert.Equal([ExemptionFinding.NotJudged], Judge(unread).Findings);
        var group = At(Finance) with { ExpiresOn = Noon.AddDays(1) };
        var unplaced = new Reconciliation([Api], _ => null);
        Assert.Equal([ExemptionFinding.NotJudged], unplaced.Judge(Item(group), Noon).Findings);
        Assert.Equal([ExemptionFinding.NoCounterpart], new Reconciliation([Api], _ => ["mg-other"]).Judge(Item(group), Noon).Findings);
        Assert.True(Assert.Single(Assert.Single(unplaced.Without([Item(group)], true, Noon)).Apps).Perhaps);
    }

    [Theory]
    [InlineData(Finance)]
    [InlineData(InSubscription)]
    [InlineData(Group)]
    [InlineData(App)]
    public void An_exception_on_an_app_that_is_exempted_needs_no_more(string scope) => Assert.Empty(Without([At(scope)], Api));

    [Fact]
    public void An_exception_on_an_app_without_exemption_is_told_with_that_app_only()
    {
        var other = Api with { ResourceId = Group + "/providers/Microsoft.Web/sites/pay-web", Name = "pay-web" };
        var exception = Assert.Single(Without([At(App)], Api, other));
        Assert.Equal((7, Api.Until), (exception.ExceptionId, exception.Until));
        Assert.Equal([new UnexemptedApp(other.ResourceId, "pay-web", false)], exception.Apps);
    }

    [Fact]
    public void An_exemption_that_may_or_may_not_cover_the_app_makes_that_uncertain()
    {
        ExemptionState[] uncertain =
        [
            At(App) with { HasSelectors = true }, At(App) with { Relevance = ExemptionRelevance.NotKnown }, At(App) with { ExpiryUnderstood = false },
        ];
        Assert.All(uncertain, state => Assert.True(Assert.Single(Assert.Single(Without([state], Api)).Apps).Perhaps));
        var unseen = Reconcile(Api).Without([Item(At(App)) with { LastSeen = Noon.AddDays(-1) }], true, Noon);
        Assert.True(Assert.Single(Assert.Single(unseen).Apps).Perhaps);
        Assert.True(Assert.Single(Assert.Single(Reconcile(Api).Without([], false, Noon)).Apps).Perhaps);
        Assert.False(Assert.Single(Assert.Single(Reconcile(Api).Without([], true, Noon)).Apps).Perhaps);
    }

    private static Reconciliation Reconcile(params ExceptedPlace[] places) => new(places, _ => Ancestors);

    private static ExemptionItem Judge(ExemptionState state, params ExceptedPlace[] places) => Reconcile(places).Judge(Item(state), Noon);

    private static IReadOnlyList<ExceptionWithoutExemption> Without(ExemptionState[] states, params ExceptedPlace[] places) =>
        Reconcile(places).Without(states.Select(Item), true, Noon);
}
