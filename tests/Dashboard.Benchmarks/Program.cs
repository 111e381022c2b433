using System.Globalization;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.Replay;
using Dashboard.Benchmarks.Rows;

const int Usage = 64;

if (args is ["replay", var recording, var port])
{
    await ReplayServer.RunAsync(recording, int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

if (Options.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Help);
    return Usage;
}

IBenchmark[] all =
[
    new FirstRun(), new LaterRun(), new Growth(), new Requests(), new StoredSize(), new OverviewTrends(), new CombinedTrends(), new Findings(), new Grid(),
    new Backfill(),
];
var chosen = all.Where(b => options.Wants(b.Name)).ToList();
if (chosen.Count == 0)
{
    await Console.Error.WriteLineAsync($"No benchmark is called {string.Join(", ", options.Only)}. There are: {string.Join(", ", all.Select(b => b.Name))}.");
    return Usage;
}

var results = new List<Result>();
Console.WriteLine($"{"",-44} {"ratio",9} {"target",9} {"",5} {"ms",11} {"baseline",11}");
await using (var workshop = new Workshop(options))
{
    foreach (var benchmark in chosen)
    {
        await foreach (var result in benchmark.RunAsync(workshop))
        {
            results.Add(result);
            Console.WriteLine(result);
        }
    }
}

if (options.JsonFile is { } file) await File.WriteAllTextAsync(file, ResultJson.Write(results));
return results.TrueForAll(r => r.Pass) ? 0 : 1;
