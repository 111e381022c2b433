using System.Net;
using System.Net.Sockets;
using Dashboard.Core.Runs;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;

namespace Dashboard.Collection.Tests;

/// <summary>No answer can lead the collector, and so its token, to another origin than the configured one.</summary>
public sealed class ForeignHostTests
{
    public static TheoryData<string, string, string> Ways => new()
    {
        { "nextLink", "localhost", "another host" },
        { "nextLink", "127.0.0.1", "another host" },
        { "redirect of the list", "localhost", "redirected" },
        { "redirect of queries", "127.0.0.1", "redirected" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_foreign_host_is_never_contacted(string way, string host, string said)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var foreign = new Uri($"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}");
        Fault fault = way switch
        {
            "nextLink" => new ForeignNextLinkFault(foreign),
            "redirect of the list" => new ForeignRedirectFault(foreign) { Match = new FaultMatch { Path = "/subscriptions" } },
            _ => new ForeignRedirectFault(foreign) { Match = new FaultMatch { Method = "POST" } },
        };
        await using var world = await FaultWorld.CreateAsync();
        var result = await world.CollectAsync(fault);

        Assert.True(Assert.Single(world.Simulator.Faults).Applied > 0);
        // Nobody knocked: no connection, so no header either.
        Assert.False(listener.Pending());
        Assert.Equal(way == "nextLink" ? RunStatus.Partial : RunStatus.Failed, result.Status);
        Assert.Contains(result.Report!.Sources, s => s.Problem?.Contains(said, StringComparison.Ordinal) == true);
        (await world.ReadAsync()).NoBetterThan(world.Before);

        // The listener would have noticed.
        using var client = new TcpClient();
        await client.ConnectAsync(foreign.Host, foreign.Port);
        Assert.True(listener.Pending());
    }
}
