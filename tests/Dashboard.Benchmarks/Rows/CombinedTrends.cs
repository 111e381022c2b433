using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.History;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;

namespace Dashboard.Benchmarks.Rows;

/// <summary>Trends of three years under several filters, against reading a row per app and run.</summary>
internal sealed class CombinedTrends : IBenchmark
{
    public string Name => "combined-trends";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        var history = await workshop.HistoryAsync(workshop.Largest);
        using var snapshots = new Snapshots(history.Database, workshop.NewFile(".db"));
        yield return await MeasureAsync(
            "environment and reach", new AppFilter { Environment = ["prod"], Reachability = [Reachability.Public] },
            $"\"EnvironmentKey\" = 'prod' AND \"Reachability\" = {(int)Reachability.Public}");
        yield return await MeasureAsync(
            "owner and tier", new AppFilter { Owner = ["team-3"], Tier = ["premiumv3"] }, "\"OwnerKey\" = 'team-3' AND \"TierKey\" = 'premiumv3'");

        async Task<Result> MeasureAsync(string what, AppFilter filter, string condition)
        {
            var (ours, theirs) = (0L, 0L);
            var (product, baseline) = await Timing.AlternateAsync(
                workshop.Options.Runs,
                () => Timing.OfAsync(async () => ours = await TrendAsync(history, filter)),
                () => Timing.OfAsync(() => Task.Run(() => theirs = snapshots.Scan(condition))));
            if (ours != theirs || ours == 0) throw new InvalidOperationException($"The trend ends with {ours} apps, the scan with {theirs}.");
            var scaled = baseline.Median * Snapshots.Scale;
            return new Result(
                $"{Name}: {what}", product.Median / scaled, 0.05, product.Median, scaled,
                $"the baseline measured on {Snapshots.Runs} runs and scaled to {HistoryDatabase.Days}; {ours} apps");
        }
    }

    private static async Task<long> TrendAsync(HistoryDatabase history, AppFilter filter)
    {
        var from = DateOnly.FromDateTime(HistoryDatabase.Start.UtcDateTime);
        var answer = await history.Database.Get<CoverageTrendQuery>().RunAsync(filter, from, history.Now, CancellationToken.None);
        return answer.Days[^1].Counts.Total;
    }
}
