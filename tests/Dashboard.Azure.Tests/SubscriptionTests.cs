using Dashboard.Azure.Tests.Support;

namespace Dashboard.Azure.Tests;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task The_list_says_which_and_Resource_Graph_adds_names_and_tags()
    {
        await using var azure = await FakeAzure.StartAsync(request => request.IsGraph
            ? FakeAnswer.Page([Row("sub-a", "Shop (new name)", """{"env":"prod"}""")], 1)
            : List(null, ("SUB-A", "Shop", "Enabled"), ("sub-b", "Only listed", "Warned"), ("sub-c", "Gone", "Deleted")));
        using var world = new AzureWorld(azure.Address);

        var subscriptions = (await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None))!;

        Assert.Equal([("sub-a", "Shop (new name)"), ("sub-b", "Only listed")], subscriptions.Select(s => (s.SubscriptionId, s.Name)));
        Assert.Equal("prod", subscriptions[0].Tags["ENV"]);
        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal("/subscriptions?api-version=2022-12-01", azure.Requests.First().Path);
        Assert.Equal(["sub-a", "sub-b"], azure.Requests.Last().Ids("subscriptions"));
    }

    [Fact]
    public async Task Configured_subscriptions_limit_it_and_one_that_is_not_listed_is_a_scope_problem()
    {
        await using var azure = await FakeAzure.StartAsync(request => request.IsGraph
            ? FakeAnswer.Page([Row("sub-a", "Shop")], 1)
            : List(null, ("sub-a", "Shop", "Enabled"), ("sub-b", "Other", "Enabled")));
        using var world = new AzureWorld(azure.Address, s => s with { SubscriptionIds = [" SUB-A", "sub-x"] });

        var subscriptions = (await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None))!;

        Assert.Equal(["sub-a"], subscriptions.Select(s => s.SubscriptionId));
        Assert.Contains("role Reader", world.Log.ScopeProblems["sub-x"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Management_groups_name_the_scope_of_the_request()
    {
        await using var azure = await FakeAzure.StartAsync(request => request.IsGraph
            ? FakeAnswer.Page([Row("sub-m", "Member")], 1)
            : List(null, ("sub-a", "Outside", "Enabled"), ("sub-m", "Member", "Enabled")));
        using var world = new AzureWorld(azure.Address, s => s with { ManagementGroupIds = ["platform", "apps"] });

        var subscriptions = (await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None))!;

        Assert.Equal(["sub-m"], subscriptions.Select(s => s.SubscriptionId));
        var request = Assert.Single(azure.Requests, r => r.IsGraph);
        Assert.Equal(["platform", "apps"], request.Ids("managementGroups"));
        Assert.Empty(request.Ids("subscriptions"));
    }

    [Fact]
    public async Task Next_links_are_followed_on_the_same_origin()
    {
        FakeAzure? azure = null;
        azure = await FakeAzure.StartAsync(request =>
            request.IsGraph ? FakeAnswer.Page([], 0)
            : request.Path.Contains("skiptoken", StringComparison.Ordinal) ? List(null, ("sub-b", "B", "Enabled"))
            : List(new Uri(azure!.Address, "/subscriptions?api-version=2022-12-01&$skiptoken=x").AbsoluteUri, ("sub-a", "A", "Enabled")));
        await using var _ = azure;
        using var world = new AzureWorld(azure.Address);

        var subscriptions = (await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None))!;

        Assert.Equal(["sub-a", "sub-b"], subscriptions.Select(s => s.SubscriptionId));
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_next_link_to_another_host_is_not_asked(bool absolute)
    {
        await using var stranger = await FakeAzure.StartAsync(_ => List(null, ("sub-evil", "Evil", "Enabled")));
        var link = absolute ? new Uri(stranger.Address, "/subscriptions").AbsoluteUri : "//127.0.0.1/subscriptions";
        await using var azure = await FakeAzure.StartAsync(request =>
            request.IsGraph ? FakeAnswer.Page([], 0) : List(link, ("sub-a", "A", "Enabled")));
        using var world = new AzureWorld(azure.Address);

        var subscriptions = (await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None))!;

        Assert.Equal(["sub-a"], subscriptions.Select(s => s.SubscriptionId));
        Assert.Contains("another host", world.Problem, StringComparison.Ordinal);
        Assert.Empty(stranger.Requests);
    }

    [Fact]
    public async Task A_next_link_in_a_circle_ends()
    {
        FakeAzure? azure = null;
        azure = await FakeAzure.StartAsync(request => request.IsGraph
            ? FakeAnswer.Page([], 0)
            : List(new Uri(azure!.Address, "/subscriptions?api-version=2022-12-01").AbsoluteUri, ("sub-a", "A", "Enabled")));
        await using var _ = azure;
        using var world = new AzureWorld(azure.Address);

        await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None);

        Assert.Contains("in a circle", world.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "token was not accepted")]
    [InlineData(403, "role Reader")]
    [InlineData(500, "the service failed")]
    public async Task A_listing_that_fails_gives_null_and_the_reason(int status, string words)
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(status, "AuthorizationFailed"));
        using var world = new AzureWorld(azure.Address);

        Assert.Null(await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None));
        Assert.Contains($"Azure Resource Manager answered HTTP {status} (AuthorizationFailed)", world.Problem, StringComparison.Ordinal);
        Assert.Contains(words, world.Problem, StringComparison.Ordinal);
    }

    private static string Row(string id, string name, string tags = "null") =>
        $$"""{"id":"/subscriptions/{{id}}","name":"{{name}}","subscriptionId":"{{id}}","tags":{{tags}}}""";

    private static FakeAnswer List(string? nextLink, params (string Id, string Name, string State)[] subscriptions) => new(
        200,
        System.Text.Json.JsonSerializer.Serialize(new
        {
            value = subscriptions.Select(s => new { id = $"/subscriptions/{s.Id}", subscriptionId = s.Id, displayName = s.Name, state = s.State }),
            nextLink,
        }));
}
