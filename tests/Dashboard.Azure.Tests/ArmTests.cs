using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Tests;

public sealed class ArmTests
{
    private const string Site = """
        {"id":"x","name":"app-00000","type":"Microsoft.Web/sites","kind":"app","location":"West Europe",
         "properties":{"state":"Running","enabled":true,"sku":"Basic","clientCertEnabled":true,"clientCertMode":"Required",
         "clientCertExclusionPaths":"/health","httpsOnly":"True","publicNetworkAccess":null}}
        """;

    private const string Web = """
        {"id":"x","name":"web","properties":{"http20Enabled":true,"minTlsVersion":1.2,
         "ipSecurityRestrictions":[{"ipAddress":"10.0.0.0/8","action":"Allow"}],"ipSecurityRestrictionsDefaultAction":"Deny"}}
        """;

    private static readonly AppObservation Bare = new()
    {
        ResourceId = Canned.AppId(0),
        Name = "app-00000",
        SubscriptionId = Canned.Subscription,
        ResourceGroup = "rg-shop",
        Location = "westeurope",
        Tags = new Dictionary<string, string>(),
        ExclusionEndPoints = Reading.Of("/kept"),
    };

    [Fact]
    public async Task Site_and_configuration_fill_in_what_was_not_there_and_keep_the_rest()
    {
        await using var azure = await FakeAzure.StartAsync(
            request => new FakeAnswer(200, request.Path.Contains("/config/web", StringComparison.Ordinal) ? Web : Site));
        using var world = new AzureWorld(azure.Address);

        var app = await world.Estate.CompleteAsync(Bare, site: true, configuration: true, world.Log, CancellationToken.None);

        Assert.Equal((Reading.Of(true), Reading.Of("Required"), Reading.Of("/health")), (app.ClientCertEnabled, app.ClientCertMode, app.ExclusionPaths));
        Assert.Equal((Reading.Of(true), Reading.Null<string>(), Reading.Of("/kept")), (app.HttpsOnly, app.PublicNetworkAccess, app.ExclusionEndPoints));
        Assert.Equal(("westeurope", "app", "Running"), (app.Location, app.Kind, app.State));
        Assert.Equal((Reading.Of(true), Reading.Of("1.2")), (app.Http20Enabled, app.MinTlsVersion));
        Assert.Equal((1, false), (app.AccessRestrictions.Value!.Rules.Count, app.AccessRestrictions.Value.DefaultAllow));
        Assert.True(app.ConfigurationRead);
        Assert.Equal(
            [$"{Canned.AppId(0)}?api-version=2025-03-01", $"{Canned.AppId(0)}/config/web?api-version=2025-03-01"],
            azure.Requests.Select(r => r.Path));
        Assert.Equal((2, 2, 2), (world.Log.ArmReads, world.Log.Requests, world.Log.Outcome().Rows));
    }

    [Fact]
    public async Task Slots_are_read_at_their_own_address()
    {
        await using var azure = await FakeAzure.StartAsync(_ => new FakeAnswer(200, Web));
        using var world = new AzureWorld(azure.Address);

        await world.Estate.CompleteAsync(Bare with { ResourceId = Canned.AppId(0) + "/slots/blue" }, false, true, world.Log, CancellationToken.None);

        Assert.Equal($"{Canned.AppId(0)}/slots/blue/config/web?api-version=2025-03-01", Assert.Single(azure.Requests).Path);
    }

    [Fact]
    public async Task A_configuration_that_is_not_there_is_no_failure()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(404, "ResourceNotFound"));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(Bare, await world.Estate.CompleteAsync(Bare, false, true, world.Log, CancellationToken.None));
        Assert.True(world.Log.Complete);
        Assert.Equal((1, 0), (world.Log.ArmReads, world.Log.Outcome().Rows));
    }

    [Fact]
    public async Task A_refused_read_names_the_role_for_that_subscription()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(403, "AuthorizationFailed"));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(Bare, await world.Estate.CompleteAsync(Bare, true, false, world.Log, CancellationToken.None));
        Assert.Contains("role Reader", world.Log.ScopeProblems[Canned.Subscription], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"properties\":")]
    [InlineData("[]")]
    [InlineData("{\"properties\":null}")]
    [InlineData("<html/>")]
    public async Task A_body_that_is_not_understood_is_asked_for_once_more_and_counted(string body)
    {
        await using var azure = await FakeAzure.StartAsync(_ => new FakeAnswer(200, body));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(Bare, await world.Estate.CompleteAsync(Bare, false, true, world.Log, CancellationToken.None));
        Assert.Equal((2, 1, true), (azure.Requests.Count, world.Log.Outcome().NotUnderstood, world.Log.Complete));
    }

    [Theory]
    [InlineData("//evil.example/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/..")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites")]
    [InlineData("nonsense")]
    public async Task An_id_that_is_none_is_not_asked_for(string id)
    {
        await using var azure = await FakeAzure.StartAsync(_ => new FakeAnswer(200, Site));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(Existence.Unproven, await world.Estate.ProbeAsync(id, world.Log, CancellationToken.None));
        Assert.Empty(azure.Requests);
    }

    [Fact]
    public async Task Odd_characters_in_an_id_stay_in_the_path()
    {
        await using var azure = await FakeAzure.StartAsync(_ => new FakeAnswer(200, Site));
        using var world = new AzureWorld(azure.Address);

        await world.Estate.ProbeAsync(
            "/subscriptions/s/resourceGroups/g (ü)/providers/Microsoft.Web/sites/a?x=1#y", world.Log, CancellationToken.None);

        Assert.Equal(
            "/subscriptions/s/resourceGroups/g (ü)/providers/Microsoft.Web/sites/a?x=1#y?api-version=2025-03-01",
            Uri.UnescapeDataString(Assert.Single(azure.Requests).Path));
        Assert.Contains("%3F", azure.Requests.Single().Path, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(200, "", Existence.Exists, true)]
    [InlineData(404, "ResourceNotFound", Existence.Gone, true)]
    [InlineData(404, "ResourceGroupNotFound", Existence.Gone, true)]
    [InlineData(404, "SubscriptionNotFound", Existence.Unproven, false)]
    [InlineData(403, "AuthorizationFailed", Existence.Unproven, false)]
    [InlineData(500, "Oops", Existence.Unproven, false)]
    public async Task Only_a_404_about_the_resource_proves_that_it_is_gone(int status, string code, Existence expected, bool complete)
    {
        await using var azure = await FakeAzure.StartAsync(_ => status == 200 ? new FakeAnswer(200, Site) : FakeAnswer.Error(status, code));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(expected, await world.Estate.ProbeAsync(Canned.AppId(0), world.Log, CancellationToken.None));
        Assert.Equal(complete, world.Log.Complete);
        Assert.Equal(1, world.Log.ArmReads);
    }

    [Fact]
    public async Task After_several_failures_in_a_row_it_stops_asking_for_a_while()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(500, "Oops"));
        using var world = new AzureWorld(azure.Address, s => s with { MaxRetries = 0 });

        for (var i = 0; i < 100; i++) await world.Estate.ProbeAsync(Canned.AppId(i), world.Log, CancellationToken.None);

        Assert.Equal(16, azure.Requests.Count);
        Assert.False(world.Log.Complete);
    }
}
