using System.Text.Json.Nodes;
using Dashboard.Infra.Tests.Support;

namespace Dashboard.Infra.Tests;

public sealed class RoleTests
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";
    private const string Identity = "44444444-5555-6666-7777-888888888888";

    private static readonly Dictionary<string, string> Optional = new()
    {
        ["costManagement"] = "72fafb9e-0641-4937-9268-a91bfd8191a3",
        ["logAnalytics"] = "73c42c96-874c-492b-b04d-ab87d138a893",
        ["keyVaults"] = "21090545-7ca7-4776-b22c-e363652d74d2",
    };

    [Theory]
    [InlineData()]
    [InlineData("costManagement")]
    [InlineData("logAnalytics")]
    [InlineData("keyVaults")]
    [InlineData("costManagement", "logAnalytics")]
    [InlineData("costManagement", "keyVaults")]
    [InlineData("logAnalytics", "keyVaults")]
    [InlineData("costManagement", "logAnalytics", "keyVaults")]
    public async Task At_the_management_group_it_gets_Reader_and_what_is_asked_for_and_nothing_else(params string[] asked)
    {
        var parameters = asked.ToDictionary(name => name, _ => (JsonNode?)true);
        parameters["principalId"] = Identity;
        var deployment = await Deployment.OfAsync("roles.bicep", parameters);

        Assert.All(deployment.Resources, r => Assert.Equal(Assignment, (string)r["type"]!));
        Assert.Equal(
            asked.Select(name => Optional[name]).Append("acdd72a7-3385-48ef-bd42-f606fba81ae7").Select(TenantWide).Order(),
            deployment.Resources.Select(Role).Order());
        Assert.All(deployment.Resources, r =>
        {
            Assert.Equal(Identity, (string)r["properties"]!["principalId"]!);
            Assert.Equal("ServicePrincipal", (string)r["properties"]!["principalType"]!);
            // Without a scope of its own it holds where the template is deployed.
            Assert.False(r.ContainsKey("scope"));
            Assert.Contains("managementGroups/m", (string)r["name"]!, StringComparison.Ordinal);
        });
        Assert.Equal(deployment.Resources.Count, deployment.Resources.Select(r => (string)r["name"]!).Distinct().Count());
    }

    [Fact]
    public async Task The_roles_are_deployed_at_a_management_group() => Assert.EndsWith(
        "managementGroupDeploymentTemplate.json#", (string)(await BicepCompiler.TemplateAsync("roles.bicep"))["$schema"]!, StringComparison.Ordinal);

    [Fact]
    public async Task In_its_resource_group_it_may_read_the_secrets_of_its_own_vault_and_nothing_else()
    {
        var deployment = await Deployment.MainAsync();
        var assignment = deployment.Single(Assignment);
        var vault = (string)deployment.Single("Microsoft.KeyVault/vaults")["name"]!;
        Assert.Equal("‹subscriptionResourceId(Microsoft.Authorization/roleDefinitions, 4633458b-17de-408a-b874-0445c86b69e6)›", Role(assignment));
        Assert.Equal($"‹resourceId(Microsoft.KeyVault/vaults, {vault})›", (string)assignment["scope"]!);
        Assert.EndsWith(".principalId›", (string)assignment["properties"]!["principalId"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_private_registry_it_may_pull_from_that_one_as_well()
    {
        const string registry = "/subscriptions/55555555-6666-7777-8888-999999999999/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/contoso";
        var deployment = await Deployment.MainAsync(("containerRegistryId", registry));
        Assert.Equal(2, deployment.All(Assignment).Count());
        var pull = Assert.Single(deployment.All(Assignment), a => ((string)a["scope"]!).Contains("ContainerRegistry", StringComparison.Ordinal));
        Assert.Equal("‹subscriptionResourceId(Microsoft.Authorization/roleDefinitions, 7f951dda-4ed3-4680-a7ca-43fe172d538d)›", Role(pull));
        Assert.Equal("‹resourceId(Microsoft.ContainerRegistry/registries, contoso)›", (string)pull["scope"]!);
    }

    private static string TenantWide(string id) => $"‹tenantResourceId(Microsoft.Authorization/roleDefinitions, {id})›";

    private static string Role(JsonObject assignment) => (string)assignment["properties"]!["roleDefinitionId"]!;
}
