using Dashboard.Benchmarks.Harness;

namespace Dashboard.Benchmarks.Rows;

/// <summary>The time of a run over the largest estate by that over the smallest: at most five hundredths more than in proportion.</summary>
internal sealed class Growth : IBenchmark
{
    private const double OverProportion = 1.05;

    public string Name => "growth";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        if (workshop.Smallest == workshop.Largest) yield break;
        var (small, large) = (await workshop.CollectionAsync(workshop.Smallest), await workshop.CollectionAsync(workshop.Largest));
        var target = OverProportion * workshop.Largest / workshop.Smallest;
        yield return Result.Of($"{Name} of the first run", target, large.First.Product, small.First.Product);
        yield return Result.Of($"{Name} of a later run", target, large.Later.Product, small.Later.Product);
    }
}
