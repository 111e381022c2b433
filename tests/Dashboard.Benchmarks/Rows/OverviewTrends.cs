using System.Globalization;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.History;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;

namespace Dashboard.Benchmarks.Rows;

/// <summary>The Overview's figures and the trends of three years under at most one filter, against the same on a smaller estate.</summary>
internal sealed class OverviewTrends : IBenchmark
{
    private const int Reads = 20;

    private static readonly AppFilter Owner = new() { Owner = ["team-3"] };
    private static readonly AppFilter Production = new() { Environment = ["prod"] };

    public string Name => "overview";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        if (workshop.Smallest == workshop.Largest) yield break;
        var (small, large) = (await workshop.HistoryAsync(workshop.Smallest), await workshop.HistoryAsync(workshop.Largest));
        yield return await MeasureAsync("now", h => OverviewAsync(h, AppFilter.Any, null));
        yield return await MeasureAsync("of an owner", h => OverviewAsync(h, Owner, null));
        yield return await MeasureAsync("a year ago", h => OverviewAsync(h, AppFilter.Any, h.Now.AddYears(-1)));
        yield return await MeasureAsync("trend of all", h => TrendAsync(h, AppFilter.Any));
        yield return await MeasureAsync("trend of production", h => TrendAsync(h, Production));
        yield return await MeasureAsync("trend of an owner", h => TrendAsync(h, Owner));

        async Task<Result> MeasureAsync(string what, Func<HistoryDatabase, Task> read)
        {
            var (ours, theirs) = await Timing.ReadsAsync(Reads, () => read(large), () => read(small));
            var p95 = string.Create(CultureInfo.InvariantCulture, $"95 % within {ours.P95:0.0} / {theirs.P95:0.0} ms.");
            return Result.Of($"{Name}: {what}", 1.5, ours, theirs, p95);
        }
    }

    private static async Task OverviewAsync(HistoryDatabase history, AppFilter filter, DateTimeOffset? asOf)
    {
        var answer = await history.Database.Get<OverviewQuery>().RunAsync(filter, asOf, CancellationToken.None);
        if (answer!.Counts.Total == 0) throw new InvalidOperationException("The overview is empty.");
    }

    private static async Task TrendAsync(HistoryDatabase history, AppFilter filter)
    {
        var from = DateOnly.FromDateTime(HistoryDatabase.Start.UtcDateTime);
        var answer = await history.Database.Get<CoverageTrendQuery>().RunAsync(filter, from, history.Now, CancellationToken.None);
        if (answer.Days.Count != HistoryDatabase.Days) throw new InvalidOperationException($"The trend has {answer.Days.Count} days.");
    }
}
