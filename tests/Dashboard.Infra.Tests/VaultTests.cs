using System.Text.Json.Nodes;
using Dashboard.Infra.Tests.Support;

namespace Dashboard.Infra.Tests;

public sealed class VaultTests
{
    [Theory]
    [InlineData("enableRbacAuthorization", true)]
    [InlineData("enableSoftDelete", true)]
    [InlineData("enablePurgeProtection", true)]
    [InlineData("enabledForDeployment", false)]
    [InlineData("enabledForTemplateDeployment", false)]
    public async Task It_is_guarded_by_roles_and_nothing_in_it_can_be_purged(string property, bool value) =>
        Assert.Equal(value, (bool)(await Deployment.MainAsync()).Single("Microsoft.KeyVault/vaults")["properties"]![property]!);

    [Fact]
    public async Task The_secret_has_the_name_that_the_app_refers_to()
    {
        var secret = (await Deployment.OfAsync("client-secret.bicep", new Dictionary<string, JsonNode?>
        {
            ["vaultName"] = "kv",
            ["clientSecret"] = "given",
            ["expires"] = 1_900_000_000L,
        })).Single("Microsoft.KeyVault/vaults/secrets");
        Assert.Equal("given", (string)secret["properties"]!["value"]!);
        Assert.Equal(1_900_000_000L, (long)secret["properties"]!["attributes"]!["exp"]!);
        var name = ((string)secret["name"]!).Split('/')[^1];
        Assert.EndsWith($"secrets/{name})", (await AppSettings.OfAsync())["Dashboard__SignIn__ClientSecret"], StringComparison.Ordinal);
    }
}
