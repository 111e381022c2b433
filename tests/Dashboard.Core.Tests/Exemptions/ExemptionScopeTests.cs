using Dashboard.Core.Exemptions;
using static Dashboard.Core.Tests.Exemptions.Exempted;

namespace Dashboard.Core.Tests.Exemptions;

public sealed class ExemptionScopeTests
{
    [Theory]
    [InlineData(Finance, ExemptionScopeKind.ManagementGroup, "mg-finance")]
    [InlineData(InSubscription, ExemptionScopeKind.Subscription, Subscription)]
    [InlineData(Group, ExemptionScopeKind.ResourceGroup, "rg-pay")]
    [InlineData(App, ExemptionScopeKind.App, "pay-api")]
    [InlineData(Slot, ExemptionScopeKind.App, "staging")]
    [InlineData("/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG", ExemptionScopeKind.ResourceGroup, "RG")]
    public void The_scope_is_what_the_id_says(string scope, ExemptionScopeKind kind, string name)
    {
        var found = ExemptionScope.Of(IdAt(scope).Replace("policyExemptions", "POLICYexemptions", StringComparison.Ordinal));
        Assert.Equal((kind, scope, name), (found!.Kind, found.Id, found.Name));
    }

    [Theory]
    [InlineData(Group + "/providers/Microsoft.KeyVault/vaults/kv")]
    [InlineData(Group + "/providers/Microsoft.Web/serverfarms/plan")]
    [InlineData(App + "/config/web")]
    [InlineData("/subscriptions")]
    [InlineData("/subscriptions//resourceGroups/rg")]
    [InlineData("/providers/Microsoft.Management/managementGroups")]
    [InlineData("/providers/Microsoft.Management/managementGroups/a/b")]
    [InlineData("subscriptions/s")]
    [InlineData("/tenants/t")]
    public void What_no_app_can_be_at_is_no_scope(string scope) => Assert.Null(ExemptionScope.Of(IdAt(scope)));

    [Theory]
    [InlineData("")]
    [InlineData("/providers/Microsoft.Authorization/policyExemptions/e")]
    [InlineData("/subscriptions/s/providers/Microsoft.Authorization/policyExemptions/")]
    [InlineData("/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/e")]
    public void What_is_no_id_of_an_exemption_is_no_scope(string id) => Assert.Null(ExemptionScope.Of(id));

    [Fact]
    public void An_app_is_below_each_of_its_scopes_and_no_other()
    {
        var keys = ExemptionScope.KeysOf(Slot, ["mg-Finance", "mg-contoso"]).ToList();
        string[] holding = [Finance, InSubscription, Group, App, Slot, Finance.ToUpperInvariant(), Group.ToUpperInvariant()];
        string[] others = [Group + "2", Group[..^1], App + "2", App[..^1], "/subscriptions/22222222-2222-2222-2222-222222222222", Finance + "2", Slot + "2"];
        Assert.All(holding, scope => Assert.Contains(ExemptionScope.Of(IdAt(scope))!.Key, keys));
        Assert.All(others, scope => Assert.DoesNotContain(ExemptionScope.Of(IdAt(scope))!.Key, keys));
        Assert.DoesNotContain(ExemptionScope.Of(IdAt(Slot))!.Key, ExemptionScope.KeysOf(App, []));
    }
}
