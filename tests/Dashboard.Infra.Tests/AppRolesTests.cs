using System.Text.Json.Nodes;
using Dashboard.Infra.Tests.Support;
using Dashboard.Web.Access;

namespace Dashboard.Infra.Tests;

public sealed class AppRolesTests
{
    [Fact]
    public async Task The_app_registration_has_the_roles_of_the_program()
    {
        var roles = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Infra, "app-roles.json"), TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal(Roles.All, roles.Select(r => (string)r!["value"]!));
        Assert.Equal(roles.Count, roles.Select(r => Guid.ParseExact((string)r!["id"]!, "D")).Distinct().Count());
        Assert.Equal(roles.Count, roles.Select(r => (string)r!["displayName"]!).Distinct().Count());
        Assert.All(roles, role =>
        {
            Assert.True((bool)role!["isEnabled"]!);
            Assert.NotEmpty((string)role["description"]!);
            Assert.Equal(Holders((string)role["value"]!), role["allowedMemberTypes"]!.AsArray().Select(t => (string)t!));
        });
    }

    /// <summary>Machines have roles of their own; besides they may read, which is what exports need.</summary>
    private static string[] Holders(string role) => role switch
    {
        Roles.Ingest or Roles.Monitor => ["Application"],
        Roles.Reader => ["User", "Application"],
        _ => ["User"],
    };
}
