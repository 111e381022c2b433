using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using static Dashboard.Core.Tests.Exemptions.Exempted;

namespace Dashboard.Core.Tests.Exemptions;

/// <summary>Which exemptions are about client certificates. What is not known never counts as something else.</summary>
public sealed class PolicyKnowledgeTests
{
    private const string Own = Finance + "/providers/Microsoft.Authorization/policyDefinitions/mtls";
    private const string OwnSet = Finance + "/providers/Microsoft.Authorization/policySetDefinitions/baseline";
    private const string Locations = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c";

    [Theory]
    [InlineData(Web, PolicyTargets.WebApps)]
    [InlineData("/PROVIDERS/MICROSOFT.AUTHORIZATION/POLICYDEFINITIONS/AB6A902F-9493-453B-928D-62C30B11B5A6", PolicyTargets.FunctionApps)]
    [InlineData("/providers/Microsoft.Authorization/policyDefinitions/5b0bd968-5cb5-4513-8987-27786c6f0df8", PolicyTargets.WebSlots)]
    [InlineData("/providers/Microsoft.Authorization/policyDefinitions/153ab4ca-2d58-4b5d-9134-6d8c6bdd321c", PolicyTargets.FunctionSlots)]
    [InlineData("/providers/Microsoft.Authorization/policyDefinitions/0c192fe8-9cbb-4516-85b3-0ade8bd03886", PolicyTargets.WebApps)]
    public void Azures_own_definitions_are_known_by_name(string definition, PolicyTargets targets)
    {
        var judged = Judge(definition);
        Assert.Equal((ExemptionRelevance.ClientCertificates, targets, "Assigned"), (judged!.Relevance, judged.Targets, judged.AssignmentName));
    }

    [Fact]
    public void Another_built_in_definition_is_about_something_else() => Assert.Null(Judge(Locations));

    [Fact]
    public void Somebody_elses_definition_of_the_same_name_is_not_Azures() =>
        Assert.Null(Judge(Finance + Web, know => know.DefinitionsRead = true));

    [Theory]
    [InlineData(true, true, ExemptionRelevance.ClientCertificates)]
    [InlineData(true, false, ExemptionRelevance.ClientCertificates)]
    [InlineData(false, true, null)]
    [InlineData(false, false, ExemptionRelevance.NotKnown)]
    public void An_own_definition_is_told_by_its_rule(bool names, bool read, ExemptionRelevance? expected)
    {
        var judged = Judge(Own, know =>
        {
            know.DefinitionsRead = read;
            if (names) know.AddDefinition(Own.ToUpperInvariant());
        });
        Assert.Equal(expected, judged?.Relevance);
        if (names) Assert.Equal(PolicyTargets.All, judged!.Targets);
    }

    [Theory]
    [InlineData("", PolicyTargets.WebApps | PolicyTargets.FunctionApps)]
    [InlineData("WEB", PolicyTargets.WebApps)]
    [InlineData("function", PolicyTargets.FunctionApps)]
    [InlineData("locations", null)]
    [InlineData("nonsense", null)]
    public void Of_an_initiative_only_the_parts_that_the_exemption_names_count(string references, PolicyTargets? expected)
    {
        var set = new PolicyInitiative(OwnSet, [new(Web, "web"), new(Function, "function"), new(Locations, "locations"), new(Locations, null)]);
        Assert.Equal(expected, Judge(OwnSet, know => know.Add(set), references)?.Targets);
    }

    [Fact]
    public void An_initiative_that_was_not_read_may_be_about_anything() =>
        Assert.Equal(ExemptionRelevance.NotKnown, Judge(OwnSet)!.Relevance);

    [Theory]
    [InlineData("", ExemptionRelevance.ClientCertificates)]
    [InlineData("functionAppsShouldHaveClientCertificatesEnabledMonitoring", ExemptionRelevance.ClientCertificates)]
    [InlineData("somethingElse", ExemptionRelevance.NotKnown)]
    public void Of_the_benchmark_enough_is_known_though_it_was_not_read(string references, ExemptionRelevance expected) =>
        Assert.Equal(expected, Judge(Benchmark, references: references)!.Relevance);

    [Fact]
    public void An_assignment_that_was_not_read_may_be_about_anything()
    {
        var judged = new PolicyKnowledge { DefinitionsRead = true }.Judge(At(App) with { Relevance = ExemptionRelevance.NotKnown });
        Assert.Equal(ExemptionRelevance.NotKnown, judged!.Relevance);
    }

    [Fact]
    public void An_exemption_of_a_vault_is_about_no_app() =>
        Assert.Null(Knowledge(Web).Judge(At(Group + "/providers/Microsoft.KeyVault/vaults/kv")));

    [Fact]
    public void Only_initiatives_that_exemptions_hang_on_are_asked_for()
    {
        Assert.Equal([OwnSet], Knowledge(OwnSet).InitiativesOf([At(App), At(Group, "e2"), At(App, "e3") with { AssignmentId = "/other" }]));
        Assert.Empty(Knowledge(Web).InitiativesOf([At(App)]));
    }

    private static PolicyKnowledge Knowledge(string definition)
    {
        var knowledge = new PolicyKnowledge();
        knowledge.Add(new PolicyAssignment(Assignment.ToUpperInvariant(), "Assigned", definition));
        return knowledge;
    }

    private static ExemptionState? Judge(string definition, Action<PolicyKnowledge>? know = null, string references = "")
    {
        var knowledge = Knowledge(definition);
        know?.Invoke(knowledge);
        return knowledge.Judge(At(App) with
        {
            Relevance = ExemptionRelevance.NotKnown,
            References = references.Length == 0 ? [] : [references],
        });
    }
}
