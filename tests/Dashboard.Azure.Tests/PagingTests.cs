using Dashboard.Azure.Tests.Support;

namespace Dashboard.Azure.Tests;

public sealed class PagingTests
{
    [Fact]
    public async Task Pages_are_followed_by_their_token_to_the_end()
    {
        await using var azure = await FakeAzure.StartAsync(request => request.SkipToken switch
        {
            null => FakeAnswer.Page(Canned.Apps(0, 1000), 2003, "one"),
            "one" => FakeAnswer.Page(Canned.Apps(1000, 1000), 2003, "two"),
            _ => FakeAnswer.Page(Canned.Apps(2000, 3), 2003),
        });
        using var world = new AzureWorld(azure.Address);

        var apps = await world.ReadAppsAsync();

        Assert.Equal(Enumerable.Range(0, 2003).Select(n => Canned.AppId(n)), apps.Select(a => a.ResourceId));
        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal((2003, 3, 3), (world.Log.Announced, world.Log.Pages, world.Log.Requests));
        Assert.Equal(2003, world.Log.Outcome().Rows);
        Assert.NotNull(world.Log.ServiceDate);
        Assert.All(azure.Requests, request =>
        {
            Assert.Equal("/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01", request.Path);
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            Assert.Equal(azure.Requests.First().Json.GetProperty("query").GetString(), request.Json.GetProperty("query").GetString());
            Assert.Equal(1000, request.Json.GetProperty("options").GetProperty("$top").GetInt32());
            Assert.Equal("objectArray", request.Json.GetProperty("options").GetProperty("resultFormat").GetString());
        });
        Assert.Contains("order by id asc", azure.Requests.First().Json.GetProperty("query").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_page_with_a_token_is_not_the_last()
    {
        await using var azure = await FakeAzure.InTurnAsync(
            FakeAnswer.Page(Canned.Apps(0, 1), 2, "one"), FakeAnswer.Page([], 2, "two"), FakeAnswer.Page(Canned.Apps(1, 1), 2));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(2, (await world.ReadAppsAsync()).Count);
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Fact]
    public async Task A_row_that_comes_twice_counts_once_whatever_its_casing()
    {
        var upper = Canned.App(1).Replace("resourceGroups/rg-shop", "RESOURCEGROUPS/RG-SHOP", StringComparison.Ordinal);
        await using var azure = await FakeAzure.InTurnAsync(
            FakeAnswer.Page(Canned.Apps(0, 2), 3, "one"), FakeAnswer.Page([upper, Canned.App(2)], 3));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(3, (await world.ReadAppsAsync()).Count);
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Fact]
    public async Task A_lost_page_makes_the_source_incomplete_even_when_another_came_twice()
    {
        await using var azure = await FakeAzure.InTurnAsync(
            FakeAnswer.Page(Canned.Apps(0, 10), 20, "one"), FakeAnswer.Page(Canned.Apps(0, 10), 20));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(10, (await world.ReadAppsAsync()).Count);
        Assert.False(world.Log.Complete);
        Assert.Contains("10 of 20 rows of apps", world.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_that_falls_while_pages_are_read_is_noticed()
    {
        await using var azure = await FakeAzure.InTurnAsync(
            FakeAnswer.Page(Canned.Apps(0, 10), 20, "one"), FakeAnswer.Page(Canned.Apps(11, 9), 19));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(19, (await world.ReadAppsAsync()).Count);
        Assert.False(world.Log.Complete);
    }

    [Fact]
    public async Task A_page_token_given_again_ends_the_chain()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page(Canned.Apps(0, 10), 20, "same"));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(10, (await world.ReadAppsAsync()).Count);
        Assert.False(world.Log.Complete);
        Assert.Contains("in a circle", world.Problem, StringComparison.Ordinal);
        Assert.Equal(2, azure.Requests.Count);
    }

    [Fact]
    public async Task Pages_without_rows_and_ever_new_tokens_end()
    {
        var next = 0;
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page([], 20, $"token{Interlocked.Increment(ref next)}"));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadAppsAsync());
        Assert.False(world.Log.Complete);
        Assert.InRange(azure.Requests.Count, 2, 50);
    }

    [Fact]
    public async Task A_truncated_result_makes_the_source_incomplete()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page(Canned.Apps(0, 10), 10, truncated: true));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(10, (await world.ReadAppsAsync()).Count);
        Assert.False(world.Log.Complete);
        Assert.Contains("resultTruncated", world.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_are_asked_for_in_batches_of_300_each_once()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page([], 0));
        using var world = new AzureWorld(azure.Address);
        var subscriptions = Enumerable.Range(0, 650).Select(n => $"sub-{n}").ToArray();

        await world.ReadAppsAsync([.. subscriptions, "SUB-0"]);

        Assert.Equal([300, 300, 50], azure.Requests.Select(r => r.Ids("subscriptions").Length));
        Assert.Equal(subscriptions, azure.Requests.SelectMany(r => r.Ids("subscriptions")));
        Assert.True(world.Log.Complete);
        Assert.Equal(0, world.Log.Announced);
    }

    [Fact]
    public async Task No_subscription_means_no_request_and_not_the_whole_tenant()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page(Canned.Apps(0, 1), 1));
        using var world = new AzureWorld(azure.Address);

        await foreach (var _ in world.Estate.ReadPlansAsync([], world.Log, CancellationToken.None)) Assert.Fail("Nothing was asked for.");

        Assert.Empty(azure.Requests);
    }

    [Fact]
    public async Task More_than_10000_subscriptions_is_said()
    {
        await using var azure = await FakeAzure.StartAsync(
            _ => FakeAnswer.Page(Canned.Apps(0, 1), 1).With("x-ms-tenant-subscription-limit-hit", "true"));
        using var world = new AzureWorld(azure.Address);

        await world.ReadAppsAsync();

        Assert.Contains("10,000 subscriptions", world.Problem, StringComparison.Ordinal);
    }
}
