using System.Globalization;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.History;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;

namespace Dashboard.Benchmarks.Rows;

/// <summary>The first page of the apps list under every kind of filter and every sort, against the same on a smaller estate.</summary>
internal sealed class Grid : IBenchmark
{
    private const int Reads = 20;
    private const int PageSize = 50;
    private const int Rounds = 5;

    public string Name => "grid";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        if (workshop.Smallest == workshop.Largest) yield break;
        var (small, large) = (await workshop.HistoryAsync(workshop.Smallest), await workshop.HistoryAsync(workshop.Largest));
        // A server has been up for a while: code that was only just compiled makes the first cases slower than the others.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, filter, sort) in Cases())
            {
                await ReadAsync(large, filter, sort);
                await ReadAsync(small, filter, sort);
            }
        }

        foreach (var (what, filter, sort) in Cases())
        {
            var (ours, theirs) = await Timing.ReadsAsync(Reads, () => ReadAsync(large, filter, sort), () => ReadAsync(small, filter, sort));
            var p95 = string.Create(CultureInfo.InvariantCulture, $"95 % within {ours.P95:0.0} / {theirs.P95:0.0} ms.");
            yield return Result.Of($"{Name}: {what}", 2, ours, theirs, p95);
        }
    }

    private static IEnumerable<(string What, AppFilter Filter, AppSort Sort)> Cases() =>
    [
        ("first page", AppFilter.Any, AppSort.Default),
        ("filter owner", new() { Owner = ["team-3"] }, AppSort.Default),
        ("filter cost centre", new() { CostCentre = ["cc-3"] }, AppSort.Default),
        ("filter environment", new() { Environment = ["prod"] }, AppSort.Default),
        ("filter scenario", new() { Scenario = ["iot"] }, AppSort.Default),
        ("filter sensitivity", new() { Sensitivity = ["restricted"] }, AppSort.Default),
        ("filter tier", new() { Tier = ["free"] }, AppSort.Default),
        ("filter reachability", new() { Reachability = [Reachability.Public] }, AppSort.Default),
        ("filter verdict", new() { Verdict = [Verdict.NotEnforced] }, AppSort.Default),
        ("filter rule", new() { FailedRule = ["MTLS001"] }, AppSort.Default),
        ("filter scope", new() { InScope = [ScopeChoice.Yes] }, AppSort.Default),
        ("filter stopped", new() { Stopped = true }, AppSort.Default),
        ("filter text", new() { Text = "payments-api-00" }, AppSort.Default),
        ("filter environment and tier", new() { Environment = ["prod"], Tier = ["free"] }, AppSort.Default),
        .. Enum.GetValues<AppSortColumn>().SelectMany(column => new[]
        {
            ($"sort {column}", AppFilter.Any, new AppSort(column, false)),
            ($"sort {column}, last first", AppFilter.Any, new AppSort(column, true)),
        }),
        ("filter scope, sort verdict", new() { InScope = [ScopeChoice.Yes] }, new AppSort(AppSortColumn.Verdict, false)),
    ];

    private static async Task ReadAsync(HistoryDatabase history, AppFilter filter, AppSort sort)
    {
        var page = await history.Database.Get<AppListQuery>().RunAsync(filter, sort, 1, PageSize, true, null, CancellationToken.None);
        if (page.Items.Count == 0) throw new InvalidOperationException("The page is empty.");
    }
}
