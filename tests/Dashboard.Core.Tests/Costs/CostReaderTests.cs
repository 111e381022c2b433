using System.Runtime.CompilerServices;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Tests.Costs;

/// <summary>
/// The bound on what a run asks for: here two subscriptions of thirteen months each. <c>a</c> and <c>b</c> may not be read, <c>c</c>,
/// <c>d</c> and <c>e</c> may.
/// </summary>
public sealed class CostReaderTests
{
    private static readonly DateTimeOffset FirstRun = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);
    private readonly Answering _source = new(["c", "d", "e"]);
    private readonly Marks _store = new();

    [Fact]
    public async Task What_may_not_be_read_takes_no_part_of_the_bound()
    {
        var reading = await RunAsync(FirstRun);
        Assert.Equal(["a", "b", "c", "d"], _source.Asked);
        Assert.Equal(["c", "d"], _store.Read);
        Assert.Contains("The costs of 1 subscriptions were not asked for: 26 months a run are", Assert.Single(reading.Warnings), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], reading.CostsLog.ScopeProblems.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_next_run_goes_on_with_the_longest_unread_and_asks_the_others_for_what_is_not_final()
    {
        await RunAsync(FirstRun);
        _source.Asked.Clear();
        var reading = await RunAsync(FirstRun.AddDays(1));
        // Thirteen months of e, and of the others the present month alone: fifteen of the twenty-six.
        Assert.Equal(["a", "b", "e", "c", "d"], _source.Asked);
        Assert.Empty(reading.Warnings);
        Assert.Equal([13, 13, 13, 1, 1], _source.Months.TakeLast(5));
        _source.Asked.Clear();
        await RunAsync(FirstRun.AddDays(1).AddHours(1));
        Assert.Equal(["a", "b"], _source.Asked);
    }

    [Fact]
    public async Task However_many_refuse_all_that_may_be_read_are_read_in_turn()
    {
        var refused = Enumerable.Range(0, 50).Select(i => $"a{i:00}").ToArray();
        for (var run = 0; run < 2; run++) await RunAsync(FirstRun.AddDays(run), [.. refused, "c", "d", "e"]);
        Assert.Equal(["c", "d", "e"], _store.Read.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Months_without_data_yet_are_not_merged_and_asked_for_again()
    {
        // The current month has data, the twelve before it have none: the current one alone counts as read.
        _source.WithoutData["c"] = 12;
        var reading = await RunAsync(FirstRun, "c", "d", "e");
        Assert.Equal((new CostMonth(2026, 11), new CostMonth(2026, 11)), _store.Ranges["c"]);
        Assert.Equal(["c", "d", "e"], _source.Asked);
        Assert.True(reading.CostsLog.Complete);
        Assert.Contains("has no data yet for 1 subscriptions", Assert.Single(reading.Warnings), StringComparison.Ordinal);
        _source.Asked.Clear();
        _source.WithoutData.Clear();
        await RunAsync(FirstRun.AddHours(1), "c", "d", "e");
        Assert.Equal(["c"], _source.Asked);
        Assert.Equal((new CostMonth(2025, 11), new CostMonth(2026, 10)), _store.Ranges["c"]);
    }

    [Fact]
    public async Task A_subscription_without_any_data_is_not_merged_and_takes_no_part_of_the_bound()
    {
        _source.WithoutData["c"] = 13;
        await RunAsync(FirstRun, "c", "d", "e");
        Assert.Equal(["d", "e"], _store.Read);
    }

    private async Task<EstateReading> RunAsync(DateTimeOffset runTime, params string[] subscriptions)
    {
        var reading = new EstateReading
        {
            Subscriptions = [.. (subscriptions.Length == 0 ? ["e", "d", "c", "b", "a"] : subscriptions).Select(s => new SubscriptionObservation(s, s, new Dictionary<string, string>()))],
        };
        var sources = new CostSources { Costs = [_source], MonthsPerRun = 26 };
        var reads = await new CostReader(sources, _store, runTime, _ => Task.CompletedTask).ReadCostsAsync(reading, CancellationToken.None);
        _store.Keep(reads, runTime);
        return reading;
    }

    /// <summary>A source that some subscriptions may be read from, and that answers without rows.</summary>
    private sealed class Answering(string[] readable) : ICostSource
    {
        public List<string> Asked { get; } = [];

        public List<int> Months { get; } = [];

        /// <summary>Of how many months, from the first on, there is no data yet.</summary>
        public Dictionary<string, int> WithoutData { get; } = [];

        public CostSource Source => CostSource.CostManagement;

        public async IAsyncEnumerable<IReadOnlyList<PlanCost>> ReadCostsAsync(
            string subscriptionId, CostMonth first, CostMonth last, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            Asked.Add(subscriptionId);
            Months.Add(((last.Year - first.Year) * 12) + last.Month - first.Month + 1);
            if (!readable.Contains(subscriptionId)) log.Incomplete("Cost Management Reader is missing.", subscriptionId);
            if (WithoutData.TryGetValue(subscriptionId, out var months)) log.NoDataYet(first, first.Plus(months - 1));
            yield return [];
        }
    }

    /// <summary>What the database keeps of readings.</summary>
    private sealed class Marks : ICostStore
    {
        private readonly Dictionary<(string, CostMonth), CostMark> _marks = [];

        public List<string> Read { get; } = [];

        public Dictionary<string, (CostMonth First, CostMonth Last)> Ranges { get; } = [];

        public void Keep(IReadOnlyList<CostsRead> reads, DateTimeOffset runTime)
        {
            foreach (var read in reads)
            {
                Read.Add(read.SubscriptionId);
                Ranges[read.SubscriptionId] = (read.First, read.Last);
                for (var month = read.First; month <= read.Last; month = month.Plus(1))
                    _marks[(read.SubscriptionId, month)] = new CostMark(read.Source, read.SubscriptionId, month, runTime, runTime >= month.FinalFrom);
            }
        }

        public Task<IReadOnlyList<StoredPlan>> ReadPlansAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoredPlan>>([]);

        public Task<IReadOnlyList<CostMark>> ReadCostMarksAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CostMark>>([.. _marks.Values]);

        public Task<IReadOnlyList<PriceMark>> ReadPriceMarksAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PriceMark>>([]);

        public Task<IReadOnlyList<string>> ReadCurrenciesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
