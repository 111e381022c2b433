using System.Text.Json.Nodes;
using Dashboard.Infra.Tests.Support;

namespace Dashboard.Infra.Tests;

public sealed class AppTests
{
    private const string Site = "Microsoft.Web/sites";

    [Fact]
    public async Task It_speaks_https_with_a_current_TLS_and_takes_no_passwords()
    {
        var deployment = await Deployment.MainAsync();
        var site = deployment.Single(Site)["properties"]!;
        Assert.True((bool)site["httpsOnly"]!);
        var config = site["siteConfig"]!;
        Assert.Equal("1.2", (string)config["minTlsVersion"]!);
        Assert.Equal("1.2", (string)config["scmMinTlsVersion"]!);
        Assert.Equal("Disabled", (string)config["ftpsState"]!);
        Assert.False((bool)config["remoteDebuggingEnabled"]!);
        var passwords = deployment.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(["ftp", "scm"], passwords.Select(p => LastPart(p["name"]!)).Order());
        Assert.All(passwords, p => Assert.False((bool)p["properties"]!["allow"]!));
    }

    [Fact]
    public async Task TLS_1_3_can_be_demanded_and_nothing_older_than_1_2_allowed()
    {
        var config = (await Deployment.MainAsync(("minTlsVersion", "1.3"))).Single(Site)["properties"]!["siteConfig"]!;
        Assert.Equal("1.3", (string)config["minTlsVersion"]!);
        Assert.Equal("1.3", (string)config["scmMinTlsVersion"]!);
        var allowed = (await BicepCompiler.TemplateAsync("main.bicep"))["parameters"]!["minTlsVersion"]!["allowedValues"]!.AsArray();
        Assert.Equal(["1.2", "1.3"], allowed.Select(v => (string)v!));
    }

    [Fact]
    public async Task Circuits_keep_their_instance_their_socket_and_their_process()
    {
        var site = (await Deployment.MainAsync()).Single(Site)["properties"]!;
        Assert.True((bool)site["clientAffinityEnabled"]!);
        Assert.True((bool)site["siteConfig"]!["webSocketsEnabled"]!);
        Assert.True((bool)site["siteConfig"]!["alwaysOn"]!);
        Assert.True((bool)site["siteConfig"]!["http20Enabled"]!);
        Assert.Equal("/health/ready", (string)site["siteConfig"]!["healthCheckPath"]!);
    }

    [Theory]
    [InlineData("Off", false, "Optional")]
    [InlineData("Optional", true, "Optional")]
    [InlineData("Required", true, "Required")]
    public async Task Client_certificates_are_asked_for_in_the_first_handshake_or_not_at_all(string asked, bool enabled, string mode)
    {
        var site = (await Deployment.MainAsync(("clientCertificates", asked))).Single(Site)["properties"]!.AsObject();
        Assert.Equal(enabled, (bool)site["clientCertEnabled"]!);
        Assert.Equal(mode, (string)site["clientCertMode"]!);
        // An excluded path needs a renegotiation, which neither HTTP/2 nor TLS 1.3 has.
        Assert.False(site.ContainsKey("clientCertExclusionPaths"));
    }

    [Fact]
    public async Task It_has_an_identity_of_its_own_which_reads_the_vault_and_pulls_the_image()
    {
        var deployment = await Deployment.MainAsync(("containerRegistryId", "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/r"));
        var identity = (string)deployment.Single("Microsoft.ManagedIdentity/userAssignedIdentities")["name"]!;
        var site = deployment.Single(Site);
        Assert.Equal("UserAssigned", (string)site["identity"]!["type"]!);
        var id = Assert.Single(site["identity"]!["userAssignedIdentities"]!.AsObject()).Key;
        Assert.Contains(identity, id, StringComparison.Ordinal);
        Assert.Equal(id, (string)site["properties"]!["keyVaultReferenceIdentity"]!);
        Assert.True((bool)site["properties"]!["siteConfig"]!["acrUseManagedIdentityCreds"]!);
        Assert.EndsWith(".clientId›", (string)site["properties"]!["siteConfig"]!["acrUserManagedIdentityID"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Site, "AppServiceConsoleLogs")]
    [InlineData(Site, "AppServiceHTTPLogs")]
    [InlineData("Microsoft.KeyVault/vaults", "AuditEvent")]
    [InlineData("Microsoft.DBforPostgreSQL/flexibleServers", "PostgreSQLLogs")]
    public async Task What_happens_is_logged(string type, string category)
    {
        var deployment = await Deployment.MainAsync();
        var workspace = (string)deployment.Single("Microsoft.OperationalInsights/workspaces")["name"]!;
        var settings = Assert.Single(
            deployment.All("Microsoft.Insights/diagnosticSettings"), d => ((string)d["scope"]!).StartsWith($"‹resourceId({type},", StringComparison.Ordinal));
        Assert.Contains(workspace, (string)settings["properties"]!["workspaceId"]!, StringComparison.Ordinal);
        Assert.Contains(settings["properties"]!["logs"]!.AsArray(), log => (string)log!["category"]! == category && (bool)log["enabled"]!);
    }

    private static string LastPart(JsonNode name) => ((string)name!).Split('/')[^1];
}
