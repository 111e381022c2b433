using Dashboard.Infra.Tests.Support;
using Dashboard.Storage;
using Dashboard.Web.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Dashboard.Infra.Tests;

/// <summary>The program itself says whether it takes what the template gives it.</summary>
public sealed class SettingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_program_knows_every_setting_and_serves_with_what_it_is_given()
    {
        Assert.Empty(Read(await AppSettings.OfAsync()).Problems);
        Assert.Empty(Read(await AppSettings.OfAsync(("publicUrl", "https://mtls.example.com"))).Problems);
    }

    [Fact]
    public async Task An_address_of_its_own_is_told_to_the_program_only_where_there_is_one()
    {
        Assert.DoesNotContain("Dashboard__PublicUrl", (await AppSettings.OfAsync()).Keys);
        Assert.Equal("https://mtls.example.com", (await AppSettings.OfAsync(("publicUrl", "https://mtls.example.com")))["Dashboard__PublicUrl"]);
    }

    [Fact]
    public async Task It_reads_the_estate_and_signs_in_to_the_database_with_its_identity()
    {
        var settings = Read(await AppSettings.OfAsync()).Settings!;
        Assert.Equal(DashboardMode.Azure, settings.Mode);
        Assert.Equal(["platform", "landing-zones"], settings.Azure!.ManagementGroupIds);
        Assert.Equal(Azure.CredentialKind.ManagedIdentity, settings.Azure.Credential);
        Assert.EndsWith(".clientId›", settings.Azure.ClientId, StringComparison.Ordinal);
        Assert.Equal(DatabaseProvider.PostgreSql, settings.Storage.Provider);
        Assert.Equal(DatabaseAuthentication.Entra, settings.DatabaseAuthentication);

        var connection = new NpgsqlConnectionStringBuilder(settings.Storage.ConnectionString);
        Assert.Null(connection.Password);
        Assert.Equal(SslMode.VerifyFull, connection.SslMode);
        var identity = (string)(await Deployment.MainAsync()).Single("Microsoft.ManagedIdentity/userAssignedIdentities")["name"]!;
        Assert.Equal(identity, connection.Username);
    }

    [Fact]
    public async Task The_client_secret_is_a_reference_into_the_vault() => Assert.Equal(
        "@Microsoft.KeyVault(SecretUri=‹reference(vault).outputs.uri.value›secrets/sign-in-client-secret)",
        (await AppSettings.OfAsync())["Dashboard__SignIn__ClientSecret"]);

    [Fact]
    public async Task The_platform_asks_the_port_on_which_the_image_listens()
    {
        var given = await AppSettings.OfAsync();
        var image = await File.ReadAllTextAsync(Path.Combine(Repository.Infra, "..", "Dockerfile"), TestContext.Current.CancellationToken);
        Assert.Contains($"Dashboard__Listen=http://0.0.0.0:{given["WEBSITES_PORT"]} ", image, StringComparison.Ordinal);
        Assert.DoesNotContain("Dashboard__Listen", given.Keys);
    }

    /// <summary>As <c>serve</c> reads them on App Service, which adds the app's own name.</summary>
    private static SettingsResult Read(Dictionary<string, string> environment) => SettingsReader.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(environment.Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value)))
            .AddInMemoryCollection([new("WEBSITE_HOSTNAME", "app-mtls.azurewebsites.net")])
            .Build(),
        Now, serving: true);
}
