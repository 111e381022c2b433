using System.Text.Json.Nodes;
using Dashboard.Infra.Tests.Support;

namespace Dashboard.Infra.Tests;

public sealed class DatabaseTests
{
    private const string Server = "Microsoft.DBforPostgreSQL/flexibleServers";

    [Fact]
    public async Task It_knows_no_passwords()
    {
        var server = (await Deployment.MainAsync()).Single(Server)["properties"]!.AsObject();
        Assert.Equal("Disabled", (string)server["authConfig"]!["passwordAuth"]!);
        Assert.Equal("Enabled", (string)server["authConfig"]!["activeDirectoryAuth"]!);
        Assert.False(server.ContainsKey("administratorLogin"));
        Assert.False(server.ContainsKey("administratorLoginPassword"));
    }

    [Fact]
    public async Task It_is_of_a_version_that_the_program_supports() =>
        Assert.InRange(int.Parse((string)(await Deployment.MainAsync()).Single(Server)["properties"]!["version"]!, System.Globalization.CultureInfo.InvariantCulture), 15, 18);

    [Fact]
    public async Task It_speaks_TLS_1_2_or_later_only()
    {
        var values = (await Deployment.MainAsync()).All(Server + "/configurations")
            .ToDictionary(c => ((string)c["name"]!).Split('/')[^1], c => (string)c["properties"]!["value"]!);
        Assert.Equal("on", values["require_secure_transport"]);
        Assert.Equal("TLSv1.2", values["ssl_min_protocol_version"]);
    }

    [Fact]
    public async Task The_app_is_not_its_administrator()
    {
        var administrator = (await Deployment.MainAsync()).Single(Server + "/administrators");
        Assert.EndsWith("/" + (string)Deployment.MainParameters["databaseAdministratorObjectId"]!, (string)administrator["name"]!, StringComparison.Ordinal);
        Assert.Equal("dba", (string)administrator["properties"]!["principalName"]!);
    }

    [Fact]
    public async Task Its_database_stores_UTF_8() =>
        Assert.Equal("UTF8", (string)(await Deployment.MainAsync()).Single(Server + "/databases")["properties"]!["charset"]!);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public async Task Addresses_are_let_in_only_where_the_network_is_not_private(bool isPrivate, int rules)
    {
        var deployment = await Deployment.MainAsync(("privateNetworking", isPrivate), ("databaseAllowedAddresses", new JsonArray(
            Addresses("office", "198.51.100.1", "198.51.100.9"), Addresses("app", "203.0.113.7", "203.0.113.7"))));
        Assert.Equal(rules, deployment.All(Server + "/firewallRules").Count());
        // All zeros would let in every tenant of Azure.
        Assert.DoesNotContain(deployment.All(Server + "/firewallRules"), r => (string)r["properties"]!["startIpAddress"]! == "0.0.0.0");
    }

    private static JsonObject Addresses(string name, string from, string to) => new() { ["name"] = name, ["from"] = from, ["to"] = to };
}
