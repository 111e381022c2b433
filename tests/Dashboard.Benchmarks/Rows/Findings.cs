using System.Globalization;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.History;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;

namespace Dashboard.Benchmarks.Rows;

/// <summary>
/// What is counted from findings when it is asked for, and not stored: the time to remediate, now and at the month ends of a year, against
/// the same on a smaller estate, and the days of three years against asking for each of them alone.
/// </summary>
internal sealed class Findings : IBenchmark
{
    private const int Reads = 20;
    private const int Alone = 10;

    private static readonly DateOnly First = DateOnly.FromDateTime(HistoryDatabase.Start.UtcDateTime);

    private static readonly (string What, AppFilter Filter)[] Filters =
    [
        ("all", AppFilter.Any), ("production", new() { Environment = ["prod"] }),
        ("production, public", new() { Environment = ["prod"], Reachability = [Reachability.Public] }), ("an owner", new() { Owner = ["team-3"] }),
    ];

    public string Name => "findings";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        var large = await workshop.HistoryAsync(workshop.Largest);
        foreach (var (what, filter) in Filters)
        {
            if (workshop.Smallest != workshop.Largest)
            {
                yield return await GrowthAsync(workshop, large, $"time to remediate, {what}", h => NowAsync(h, filter));
                yield return await GrowthAsync(workshop, large, $"at month ends, {what}", h => MonthEndsAsync(h, filter));
            }

            yield return await DaysAsync(large, what, filter);
            yield return await IntervalsAsync(large, what, filter);
        }
    }

    private async Task<Result> GrowthAsync(Workshop workshop, HistoryDatabase large, string what, Func<HistoryDatabase, Task> read)
    {
        var small = await workshop.HistoryAsync(workshop.Smallest);
        var (ours, theirs) = await Timing.ReadsAsync(Reads, () => read(large), () => read(small));
        var p95 = string.Create(CultureInfo.InvariantCulture, $"95 % within {ours.P95:0.0} / {theirs.P95:0.0} ms.");
        return Result.Of($"{Name}: {what}", 1.05 * workshop.Largest / workshop.Smallest, ours, theirs, p95);
    }

    /// <summary>The days at once, against each of them alone.</summary>
    private async Task<Result> DaysAsync(HistoryDatabase history, string what, AppFilter filter)
    {
        var (atOnce, alone) = (0, 0);
        var (product, baseline) = await Timing.ReadsAsync(
            Reads / 4,
            async () => atOnce = (await TrendAsync(history, filter)).Sum(d => d.Counts.Open),
            async () => alone = await AloneAsync(history, filter));
        if (atOnce == 0 || alone == 0) throw new InvalidOperationException("No finding stood.");
        var scaled = baseline.Median / Alone * HistoryDatabase.Days;
        return new Result(
            $"{Name}: days, {what}", product.Median / scaled, 0.05, product.Median, scaled,
            $"the baseline measured on {Alone} days and scaled to {HistoryDatabase.Days}");
    }

    /// <summary>What stored intervals answer the days of coverage in: to compare with.</summary>
    private async Task<Result> IntervalsAsync(HistoryDatabase history, string what, AppFilter filter)
    {
        var (product, baseline) = await Timing.ReadsAsync(
            Reads / 4,
            () => TrendAsync(history, filter),
            () => history.Database.Get<CoverageTrendQuery>().RunAsync(filter, First, history.Now, CancellationToken.None));
        return Result.Of($"{Name}: days against coverage's, {what}", null, product, baseline);
    }

    private static async Task NowAsync(HistoryDatabase history, AppFilter filter)
    {
        var answer = await history.Database.Get<RemediationQuery>().AtAsync(filter, null, CancellationToken.None);
        if (answer!.Counts.Open == 0) throw new InvalidOperationException("No finding is open.");
    }

    private static async Task MonthEndsAsync(HistoryDatabase history, AppFilter filter)
    {
        var moments = Enumerable.Range(1, 12).Select(back => history.Now.AddMonths(-back)).Reverse();
        var answer = await history.Database.Get<RemediationQuery>().TrendAsync(filter, moments, null, CancellationToken.None);
        if (answer.Items.Count != 13) throw new InvalidOperationException($"The trend has {answer.Items.Count} moments.");
    }

    private static async Task<IReadOnlyList<FindingDay>> TrendAsync(HistoryDatabase history, AppFilter filter) =>
        (await history.Database.Get<FindingDaysQuery>().RunAsync(filter, First, history.Now, CancellationToken.None)).Days;

    private static async Task<int> AloneAsync(HistoryDatabase history, AppFilter filter)
    {
        var sum = 0;
        for (var day = 0; day < Alone; day++)
        {
            var at = history.Now.AddDays(-day * (HistoryDatabase.Days / Alone));
            sum += (await history.Database.Get<RemediationQuery>().AtAsync(filter, at, CancellationToken.None))?.Counts.Open ?? 0;
        }

        return sum;
    }
}
