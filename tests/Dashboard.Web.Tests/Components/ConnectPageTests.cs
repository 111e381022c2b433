using Bunit;
using Dashboard.Azure;
using Dashboard.Core.Audit;
using Dashboard.Core.Connections;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Actions;
using Dashboard.Web.Components.Pages.Connect;
using Dashboard.Web.Connections;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

public sealed class ConnectPageTests : BunitContext
{
    private const string Client = "aaaaaaaa-2222-4333-8444-555555555555";
    private static readonly AuditActor Sam = new("demo:security", "Sam Security", ["Security"], ActorKind.Person);

    [Fact]
    public async Task A_missing_role_comes_with_the_command_that_grants_it_to_the_configured_client()
    {
        await using var world = await CollectionWorld.CreateAsync();
        var page = await ShowAsync(world, ConnectionSource.Scopes, source => new ConnectionCheck(source, ConnectionState.Failed, "None can be read.")
        {
            Details = ["Management group <b>x</b> shows no subscription."],
            Missing = [MissingRole.ReaderOnGroup("$(x)")],
        });
        Assert.Equal("Scopes do not work", page.Find("h1").TextContent);
        Assert.Equal(
            $"az role assignment create --assignee {Client} --role Reader --scope '/providers/Microsoft.Management/managementGroups/$(x)'",
            page.Find("#grant-Scopes-0").TextContent);
        Assert.DoesNotContain(page.FindAll("b"), b => b.TextContent == "x");
        Assert.Equal("10", page.Find("[data-total]").GetAttribute("data-total"));
    }

    [Fact]
    public async Task Whose_token_it_is_is_said_and_roles_go_to_them()
    {
        const string Object = "bbbbbbbb-2222-4333-8444-555555555555";
        await using var world = await CollectionWorld.CreateAsync();
        var page = await ShowAsync(world, ConnectionSource.Credential, source => new ConnectionCheck(source, ConnectionState.Good, "A token was given.")
        {
            Identity = new TokenIdentity(Object, null, null, "<img src=x>"),
            Missing = [MissingRole.Reader],
        });
        Assert.Equal("<img src=x>", page.Find("[data-source=Credential] bdi").TextContent);
        Assert.Contains($"--assignee {Object} ", page.Find("#grant-Credential-0").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public async Task Who_may_only_look_is_offered_no_test()
    {
        await using var world = await CollectionWorld.CreateAsync();
        var page = await ShowAsync(world, ConnectionSource.Scopes, source => new ConnectionCheck(source, ConnectionState.Good, "Works."), may: false);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Test", StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<ConnectPage>> ShowAsync(
        CollectionWorld world, ConnectionSource source, Func<ConnectionSource, ConnectionCheck> check, bool may = true)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var tester = new ConnectionTester(new ConnectionTest(new Probe(check), world.Clock), world.Get<RecordEventCommand>(), world.Clock);
        await tester.RunAsync([source], Sam, CollectionWorld.Token);
        Services.AddSingleton<TimeProvider>(world.Clock);
        Services.AddSingleton(tester);
        Services.AddSingleton(new DashboardSettings
        {
            Mode = DashboardMode.Azure,
            DataDirectory = "/",
            Storage = new StorageSettings(DatabaseProvider.Sqlite, ""),
            Azure = new AzureSettings { ClientId = Client },
        });
        Services.AddScoped<ActionGuard>();
        var user = AddAuthorization();
        user.SetAuthorized("Sam Security");
        user.SetPolicies(may ? [Policies.ReadOperations, Policies.TestConnections] : [Policies.ReadOperations]);
        return Render<ConnectPage>();
    }

    private sealed class Probe(Func<ConnectionSource, ConnectionCheck> check) : IConnectionProbe, IConnectionVisit
    {
        public IConnectionVisit Begin() => this;

        public Task<ConnectionCheck> CheckAsync(ConnectionSource source, CancellationToken cancellationToken) => Task.FromResult(check(source));
    }
}
