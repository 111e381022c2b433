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
        var target = OverProportion * workshop.Largest / workshop.Smallest;
        yield return Row("the first run", target, await CollectionTimes.FirstAsync(workshop, workshop.Smallest), await CollectionTimes.FirstAsync(workshop, workshop.Largest));
        yield return Row("a later run", target, await CollectionTimes.LaterAsync(workshop, workshop.Smallest), await CollectionTimes.LaterAsync(workshop, workshop.Largest));
    }

    private Result Row(string what, double target, (Series Product, Series Baseline) small, (Series Product, Series Baseline) large) =>
        Result.Of($"{Name} of {what}", target, large.Product, small.Product);
}
