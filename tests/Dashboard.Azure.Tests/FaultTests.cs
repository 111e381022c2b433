using Dashboard.Azure.Tests.Support;

namespace Dashboard.Azure.Tests;

public sealed class FaultTests
{
    private static readonly FakeAnswer Good = FakeAnswer.Page(Canned.Apps(0, 3), 3);

    [Fact]
    public async Task Throttled_it_waits_for_the_larger_of_the_two_headers()
    {
        var throttled = FakeAnswer.Error(429, "RateLimiting", "RateLimiting").With("Retry-After", "2").With("x-ms-user-quota-resets-after", "00:00:05");
        await using var azure = await FakeAzure.InTurnAsync(throttled, throttled.With("Retry-After", "7"), Good);
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(3, (await world.ReadAppsAsync()).Count);
        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7)], world.Clock.Waits);
        Assert.Equal(12_000, world.Log.Outcome().WaitedMilliseconds);
        Assert.Equal(3, world.Log.Requests);
    }

    [Fact]
    public async Task An_endless_Retry_After_ends_at_the_deadline()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(429, "RateLimiting").With("Retry-After", "86400"));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadAppsAsync());
        Assert.Empty(world.Clock.Waits);
        Assert.Single(azure.Requests);
        Assert.Contains("HTTP 429 (RateLimiting)", world.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Passing_failures_are_retried(int status)
    {
        await using var azure = await FakeAzure.InTurnAsync(FakeAnswer.Error(status, "Oops"), FakeAnswer.Error(status, "Oops"), Good);
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(3, (await world.ReadAppsAsync()).Count);
        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal(3, world.Log.Requests);
    }

    [Fact]
    public async Task Retries_without_a_header_back_off_exponentially_with_jitter_and_end()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(503, "ServerBusy"));
        using var world = new AzureWorld(azure.Address, s => s with { MaxRetries = 3, RetryDelay = TimeSpan.FromSeconds(1) });

        Assert.Empty(await world.ReadAppsAsync());
        Assert.Equal(4, azure.Requests.Count);
        var waits = world.Clock.Waits.Select(w => w.TotalSeconds).ToList();
        Assert.Equal(3, waits.Count);
        Assert.All(waits.Zip([1d, 2d, 4d]), pair => Assert.InRange(pair.First, 0.8 * pair.Second, 1.2 * pair.Second));
        Assert.Contains("HTTP 503 (ServerBusy)", world.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_connections_are_retried()
    {
        await using var azure = await FakeAzure.InTurnAsync(FakeAnswer.NoConnection, FakeAnswer.NoConnection, Good);
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(3, (await world.ReadAppsAsync()).Count);
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Fact]
    public async Task Nobody_listening_is_said_in_plain_words()
    {
        var azure = await FakeAzure.StartAsync(_ => Good);
        await azure.DisposeAsync();
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadAppsAsync());
        Assert.Contains($"no connection to {azure.Address.Scheme}://{azure.Address.Host}:{azure.Address.Port}", world.Problem, StringComparison.Ordinal);
        Assert.Equal(6, world.Log.Requests);
    }

    [Fact]
    public async Task A_silent_service_is_given_up()
    {
        using var silence = new ManualResetEventSlim();
        await using var azure = await FakeAzure.StartAsync(_ =>
        {
            silence.Wait();
            return Good;
        });
        using var world = new AzureWorld(azure.Address, s => s with { RequestTimeout = TimeSpan.FromMilliseconds(200), MaxRetries = 1 });

        Assert.Empty(await world.ReadAppsAsync());
        silence.Set();
        Assert.Contains("silence", world.Problem, StringComparison.Ordinal);
        Assert.Equal(2, world.Log.Requests);
    }

    [Fact]
    public async Task A_cancelled_read_throws_and_does_not_retry()
    {
        using var cancel = new CancellationTokenSource();
        await using var azure = await FakeAzure.StartAsync(_ =>
        {
            cancel.Cancel();
            return FakeAnswer.Error(503, "Oops");
        });
        using var world = new AzureWorld(azure.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in world.Estate.ReadAppsAsync([Canned.Subscription], world.Log, cancel.Token)) { }
        });
        Assert.Single(azure.Requests);
    }

    [Fact]
    public async Task A_cut_page_is_asked_for_once_more()
    {
        var cut = Good with { Body = Good.Body[..(Good.Body.Length / 2)] };
        var broken = cut with { MissingBytes = 1000 };
        foreach (var first in new[] { cut, broken })
        {
            await using var azure = await FakeAzure.InTurnAsync(FakeAnswer.Page(Canned.Apps(3, 3), 6, "one"), first, FakeAnswer.Page(Canned.Apps(0, 3), 6));
            using var world = new AzureWorld(azure.Address);

            Assert.Equal(6, (await world.ReadAppsAsync()).Count);
            Assert.True(world.Log.Complete, world.Problem);
            Assert.Equal(["one", "one"], azure.Requests.Skip(1).Select(r => r.SkipToken));
        }
    }

    [Fact]
    public async Task A_page_cut_twice_ends_the_chain_and_its_rows_do_not_count()
    {
        var cut = Good with { Body = Good.Body[..(Good.Body.Length / 2)] };
        foreach (var answer in new[] { cut, cut with { MissingBytes = 1000 }, Good with { Body = "<html>Sign in</html>" }, Good with { Body = "" }, Good with { Body = "[]" }, Good with { Body = Good.Body + "x" } })
        {
            await using var azure = await FakeAzure.StartAsync(_ => answer);
            using var world = new AzureWorld(azure.Address);

            Assert.Empty(await world.ReadAppsAsync());
            Assert.False(world.Log.Complete);
            Assert.Equal(0, world.Log.Outcome().Rows);
            Assert.Equal(2, azure.Requests.Count);
        }
    }

    [Fact]
    public async Task One_failed_batch_does_not_keep_the_others_from_being_read()
    {
        await using var azure = await FakeAzure.StartAsync(request =>
            request.Ids("subscriptions")[0] == "sub-1" ? FakeAnswer.Error(403, "AccessDenied", "AccessDenied") : Good);
        using var world = new AzureWorld(azure.Address, s => s with { BatchSize = 1 });

        Assert.Equal(6, (await world.ReadAppsAsync("sub-0", "sub-1", "sub-2")).Count);
        var problem = Assert.Single(world.Log.ScopeProblems);
        Assert.Equal("sub-1", problem.Key);
        Assert.Contains("Azure Resource Graph answered HTTP 403 (AccessDenied) while reading apps", problem.Value, StringComparison.Ordinal);
        Assert.Contains("role Reader", problem.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", world.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_query_names_its_codes_and_is_not_retried()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(400, "BadRequest", "InvalidQuery", "ParserFailure"));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadAppsAsync());
        Assert.Contains("HTTP 400 (BadRequest, InvalidQuery, ParserFailure)", world.Problem, StringComparison.Ordinal);
        Assert.Single(azure.Requests);
    }

    [Fact]
    public async Task A_cloud_without_the_configuration_table_is_asked_without_it()
    {
        await using var azure = await FakeAzure.StartAsync(request =>
            request.Body.Contains("appserviceresources", StringComparison.Ordinal)
                ? FakeAnswer.Error(400, "BadRequest", "DisallowedLogicalTableName")
                : FakeAnswer.Page(
                    [$$"""{"id":"{{Canned.AppId(0)}}","name":"app-00000","kind":"app","clientCertEnabled":true,"clientCertMode":"Required"}"""], 1));
        using var world = new AzureWorld(azure.Address, s => s with { BatchSize = 1 });

        var app = (await world.ReadAppsAsync("sub-0", "sub-1"))[0];

        Assert.True(world.Log.Complete, world.Problem);
        Assert.False(app.ConfigurationRead);
        Assert.Equal("not read", app.Http20Enabled.Evidence());
        Assert.Equal("not read", app.AccessRestrictions.Evidence());
        // Once it is known, it is not asked again.
        Assert.Equal(3, azure.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_would_be_too_large_is_asked_for_in_smaller_pages()
    {
        await using var azure = await FakeAzure.StartAsync(request => request.Json.GetProperty("options").GetProperty("$top").GetInt32() > 300
            ? FakeAnswer.Error(400, "BadRequest", "ResponsePayloadTooLarge")
            : Good);
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(3, (await world.ReadAppsAsync()).Count);
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(307)]
    public async Task Anything_but_200_is_a_failure(int status)
    {
        await using var other = await FakeAzure.StartAsync(_ => Good);
        await using var azure = await FakeAzure.StartAsync(
            _ => new FakeAnswer(status, status == 206 ? Good.Body : "", ("Location", new Uri(other.Address, "/elsewhere").AbsoluteUri)));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadAppsAsync());
        Assert.Contains($"HTTP {status}", world.Problem, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
        Assert.Single(azure.Requests);
    }
}
