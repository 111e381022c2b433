using Dashboard.Benchmarks.Estate;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.Product;
using Dashboard.Benchmarks.Replay;

namespace Dashboard.Benchmarks.Rows;

/// <summary>The requests of a run as the server counts them.</summary>
internal sealed class Requests : IBenchmark
{
    private const int Apps = 5000;
    private const int Spare = 10;

    // What a scanner sends that reads each site and its configuration.
    private const int ReadsPerApp = 2;

    public string Name => "requests";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        var counts = await CountAsync(workshop);
        var plan = new EstatePlan(Apps);
        var pages = new[] { plan.Subscriptions, plan.Groups, plan.Plans, plan.Apps }.Sum(rows => (rows + Pages.Rows - 1) / Pages.Rows);
        var sent = counts.Lists + counts.Queries;
        var detail = $"counts, not milliseconds: {counts.Queries} pages, {counts.Lists} lists of subscriptions; apart from these {counts.Reads} ARM reads";
        yield return new Result($"{Name} {Apps} by pages + {Spare}", (double)sent / (pages + Spare), 1, sent, pages + Spare, detail);
        const int Reads = ReadsPerApp * Apps;
        yield return new Result($"{Name} {Apps} by per-app reads", (double)sent / Reads, 0.01, sent, Reads, $"{Reads / sent} times fewer");
    }

    private static async Task<RequestCounts> CountAsync(Workshop workshop)
    {
        var server = await workshop.ServerAsync(Apps);
        await using var clients = new ProductClients(server.Address);
        await using var database = await ProductDatabase.CreateAsync(workshop.NewFile(".db"), TimeProvider.System);
        await server.TakeRequestsAsync();
        await Collection.RunAsync(clients.Estate, database, TimeProvider.System, Apps, Apps);
        return await server.TakeRequestsAsync();
    }
}
