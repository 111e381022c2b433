using Dashboard.Infra.Tests.Support;

namespace Dashboard.Infra.Tests;

public sealed class NetworkTests
{
    private const string Endpoint = "Microsoft.Network/privateEndpoints";

    [Fact]
    public async Task By_default_database_and_vault_are_reached_from_the_apps_own_network_only()
    {
        var deployment = await Deployment.MainAsync();
        Assert.Equal("Disabled", (string)deployment.Single("Microsoft.DBforPostgreSQL/flexibleServers")["properties"]!["network"]!["publicNetworkAccess"]!);
        var vault = deployment.Single("Microsoft.KeyVault/vaults")["properties"]!;
        Assert.Equal("Disabled", (string)vault["publicNetworkAccess"]!);
        Assert.Equal("Deny", (string)vault["networkAcls"]!["defaultAction"]!);
        Assert.Equal("None", (string)vault["networkAcls"]!["bypass"]!);

        Assert.Equal(["postgresqlServer", "vault"], deployment.All(Endpoint)
            .Select(e => (string)e["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]!).Order());
        Assert.Equal(
            ["privatelink.postgres.database.azure.com", "privatelink.vaultcore.azure.net"],
            deployment.All("Microsoft.Network/privateDnsZones").Select(z => (string)z["name"]!).Order());
        Assert.Equal(2, deployment.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count());
        Assert.Equal(2, deployment.All(Endpoint + "/privateDnsZoneGroups").Count());
    }

    [Theory]
    [InlineData("postgresqlServer", "DBforPostgreSQL/flexibleServers", "databaseZoneId")]
    [InlineData("vault", "KeyVault/vaults", "vaultZoneId")]
    public async Task Each_endpoint_leads_to_its_service_by_its_zone(string group, string service, string zone)
    {
        var deployment = await Deployment.MainAsync();
        var endpoint = Assert.Single(deployment.All(Endpoint), e => e.ToJsonString().Contains($"\"{group}\"", StringComparison.Ordinal));
        Assert.Contains(service, (string)endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["privateLinkServiceId"]!, StringComparison.Ordinal);
        Assert.Contains("endpointSubnetId", (string)endpoint["properties"]!["subnet"]!["id"]!, StringComparison.Ordinal);
        var names = Assert.Single(deployment.All(Endpoint + "/privateDnsZoneGroups"), g => ((string)g["name"]!).StartsWith((string)endpoint["name"]!, StringComparison.Ordinal));
        Assert.Contains(zone, (string)names["properties"]!["privateDnsZoneConfigs"]![0]!["properties"]!["privateDnsZoneId"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_sends_everything_through_that_network()
    {
        var site = (await Deployment.MainAsync()).Single("Microsoft.Web/sites")["properties"]!;
        Assert.Contains("appSubnetId", (string)site["virtualNetworkSubnetId"]!, StringComparison.Ordinal);
        Assert.True((bool)site["vnetRouteAllEnabled"]!);
    }

    [Fact]
    public async Task Without_private_networking_there_is_no_network_at_all()
    {
        var deployment = await Deployment.MainAsync(("privateNetworking", false));
        Assert.DoesNotContain(deployment.Resources, r => ((string)r["type"]!).StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.Null(deployment.Single("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]);
        Assert.Equal("Enabled", (string)deployment.Single("Microsoft.DBforPostgreSQL/flexibleServers")["properties"]!["network"]!["publicNetworkAccess"]!);
        Assert.Equal("Enabled", (string)deployment.Single("Microsoft.KeyVault/vaults")["properties"]!["publicNetworkAccess"]!);
    }
}
