using System.Net;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Faults;

/// <summary>Which requests a fault strikes, and which of them.</summary>
public class MatchAndTimingTests
{
    private const string Join = "resources | join kind=leftouter (appserviceresources | project id) on id | order by id asc | project id";
    private const string Containers = "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | order by id asc | project id";
    private const string List = "/subscriptions?api-version=2022-12-01";

    public static TheoryData<FaultMatch, bool, bool, bool> Matches => new()
    {
        { new FaultMatch(), true, true, true },
        { new FaultMatch { Method = "get" }, true, false, false },
        { new FaultMatch { Path = "/SUBSCRIPTIONS" }, true, false, false },
        { new FaultMatch { Path = "/providers/*" }, false, true, true },
        { new FaultMatch { Query = "KIND=leftouter" }, false, true, false },
        { new FaultMatch { Table = "AppServiceResources" }, false, true, false },
        { new FaultMatch { Table = "resources" }, false, true, false },
        { new FaultMatch { Table = "resourcecontainers", Method = "POST" }, false, false, true },
        { new FaultMatch { Table = "resourcecontainers", Method = "GET" }, false, false, false },
        { new FaultMatch { Subscription = "none" }, false, true, true },
        { new FaultMatch { ResourceGroup = "none" }, false, false, false },
    };

    [Theory]
    [MemberData(nameof(Matches))]
    public async Task A_match_narrows_by_everything_that_it_names(FaultMatch match, bool list, bool join, bool containers)
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ExpiredTokenFault { Match = match });
        var got = new[]
        {
            (await client.Http.GetAsync(new Uri(List, UriKind.Relative))).StatusCode,
            (await client.QueryResponseAsync(Join)).StatusCode,
            (await client.QueryResponseAsync(Containers)).StatusCode,
        };
        Assert.Equal([list, join, containers], got.Select(s => s == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_subscription_and_a_group_are_found_in_paths_and_queries()
    {
        await using var client = await SimulatorClient.StartAsync();
        var row = (await client.AllAsync("resources | where type =~ 'microsoft.web/sites' | order by id asc | project id, subscriptionId, resourceGroup"))[0];
        var subscription = (string)row["subscriptionId"]!;
        var site = new Uri($"{row["id"]}?api-version=2025-05-01", UriKind.Relative);
        var other = new JsonObject { ["subscriptions"] = new JsonArray("22222222-2222-2222-2222-222222222222") };

        client.Host.SetFaults(new ExpiredTokenFault { Match = new FaultMatch { Subscription = subscription.ToUpperInvariant() } });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Http.GetAsync(site)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.QueryResponseAsync(Join, more: new JsonObject { ["subscriptions"] = new JsonArray(subscription) })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.QueryResponseAsync(Join, more: other)).StatusCode);

        client.Host.SetFaults(new ExpiredTokenFault { Match = new FaultMatch { ResourceGroup = (string)row["resourceGroup"]! } });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Http.GetAsync(site)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.QueryResponseAsync(Join)).StatusCode);
    }

    [Theory]
    [InlineData(0, null, null, "111111")]
    [InlineData(0, 2, null, "110000")]
    [InlineData(0, null, 3, "001001")]
    [InlineData(1, 2, null, "011000")]
    [InlineData(0, 1, 2, "010000")]
    [InlineData(1, null, 2, "001010")]
    public async Task Timing_counts_the_matching_requests(int after, int? first, int? every, string expected)
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ExpiredTokenFault
        {
            Match = new FaultMatch { Path = "/subscriptions" },
            When = new FaultTiming { After = after, First = first, Every = every },
        });
        var got = "";
        for (var i = 0; i < expected.Length; i++)
        {
            await client.QueryResponseAsync(Containers);
            got += (await client.Http.GetAsync(new Uri(List, UriKind.Relative))).StatusCode == HttpStatusCode.Unauthorized ? '1' : '0';
        }

        Assert.Equal(expected, got);
        var count = Assert.Single(client.Host.Faults);
        Assert.Equal((expected.Length, expected.Count(c => c == '1')), (count.Matched, count.Applied));
    }

    [Fact]
    public async Task A_fault_lasts_between_two_simulated_instants()
    {
        await using var client = await SimulatorClient.StartAsync();
        var start = client.Host.AsOf;
        client.Host.SetFaults(new ExpiredTokenFault { When = new FaultTiming { From = start.AddHours(1), To = start.AddHours(2) } });
        foreach (var (hours, struck) in new[] { (0, false), (1, true), (2, false) })
        {
            client.Host.MoveTo(start.AddHours(hours));
            Assert.Equal(struck, (await client.Http.GetAsync(new Uri(List, UriKind.Relative))).StatusCode == HttpStatusCode.Unauthorized);
        }
    }
}
