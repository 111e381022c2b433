using Dashboard.Benchmarks.Harness;

namespace Dashboard.Benchmarks.Rows;

/// <summary>A first run, from HTTP to committed.</summary>
internal sealed class FirstRun : IBenchmark
{
    public string Name => "first-run";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        foreach (var apps in workshop.Options.Apps)
        {
            var (product, baseline) = await CollectionTimes.FirstAsync(workshop, apps);
            yield return Result.Of($"{Name} {apps}", apps == workshop.Largest ? 2 : null, product, baseline);
        }
    }
}
