using Dashboard.Benchmarks.Harness;

namespace Dashboard.Benchmarks.Rows;

/// <summary>A run in which one app in a thousand changed.</summary>
internal sealed class LaterRun : IBenchmark
{
    public string Name => "later-run";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        foreach (var apps in workshop.Options.Apps)
        {
            var (product, baseline) = await CollectionTimes.LaterAsync(workshop, apps);
            yield return Result.Of($"{Name} {apps}", apps == workshop.Largest ? 1.5 : null, product, baseline);
        }
    }
}
