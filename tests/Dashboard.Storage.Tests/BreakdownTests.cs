using Dashboard.Core.Collection;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>The counts of each value of a dimension, under filters that stored figures answer and under those that they do not.</summary>
public abstract class BreakdownTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : BreakdownTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : BreakdownTests(DatabaseProvider.PostgreSql);

    private static readonly AppState[] Monday =
    [
        Estate.App("a", verdict: Verdict.Enforced),
        Estate.App("b") with { Owner = " PAYMENTS", Environment = "test", Sensitivity = Sensitivity.Restricted },
        Estate.App("c") with { Owner = null, CostCentre = null, Environment = null, Scenario = null, Sensitivity = null, InScope = null },
        Estate.App("d", Estate.SubscriptionB, Verdict.Gaps) with { Reachability = Reachability.Private, Tier = null },
        Estate.App("e", Estate.SubscriptionB, Verdict.NotApplicable) with { Owner = "🔒 é", CostCentre = "'; DROP TABLE \"Apps\"; --" },
        Estate.App("f", Estate.SubscriptionB) with { Stopped = true, Scenario = "iot", OptedOut = true, InScope = false },
    ];

    /// <summary>A day later: one became better, one moved to another cost centre and is not seen, one is gone, one is new.</summary>
    private static readonly AppState[] Tuesday =
    [
        Monday[0], Monday[1] with { Verdict = Verdict.Enforced }, Monday[2], Monday[3] with { CostCentre = "CC-2", Reachability = Reachability.Public },
        Monday[4], Estate.App("g", verdict: Verdict.Unsupported) with { Tier = "Free", Owner = null },
    ];

    private static readonly AppFilter[] Filters =
    [
        AppFilter.Any, new() { Owner = ["payments"] }, new() { Owner = ["Payments", ""] }, new() { Owner = ["payments"], Environment = ["prod"] },
        new() { CostCentre = ["cc-1", "cc-2"], Reachability = [Reachability.Public] }, new() { Subscription = [Estate.SubscriptionB], Stopped = false },
        new() { Sensitivity = [""] }, new() { Sensitivity = ["confidential"], Tier = [""] }, new() { Verdict = [Verdict.Enforced, Verdict.Gaps] },
        new() { Text = "a", InScope = [ScopeChoice.Yes] }, new() { Scenario = ["no such"] },
    ];

    public static TheoryData<KpiDimension> Dimensions => [.. Enum.GetValues<KpiDimension>()];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public async Task Every_filter_narrows_every_dimension_now_and_earlier(KpiDimension dimension)
    {
        await using var db = await CreateAsync();
        var monday = await MondayAndTuesdayAsync(db);
        foreach (var filter in Filters)
        {
            var (now, before) = (Expected(Tuesday, filter, dimension), Expected(Monday, filter, dimension));
            var rows = await db.Get<BreakdownQuery>().RunAsync(dimension, filter, null, monday, Token);
            Assert.Equal(now, rows.ToDictionary(r => r.Value, r => r.Counts));
            Assert.All(rows, r => Assert.Equal(before.TryGetValue(r.Value, out var old) ? old : null, r.Before));

            var past = await db.Get<BreakdownQuery>().RunAsync(dimension, filter, monday, null, Token);
            Assert.Equal(before, past.ToDictionary(r => r.Value, r => r.Counts));
            Assert.Equal(past.OrderByDescending(r => r.Counts.Total).Select(r => r.Counts.Total), past.Select(r => r.Counts.Total));
        }
    }

    [Fact]
    public async Task The_rows_add_up_to_the_overview_under_the_same_filter()
    {
        await using var db = await CreateAsync();
        await MondayAndTuesdayAsync(db);
        foreach (var filter in Filters)
        {
            var whole = (await db.Get<OverviewQuery>().RunAsync(filter, null, Token))!.Counts;
            foreach (var dimension in Enum.GetValues<KpiDimension>())
            {
                var rows = await db.Get<BreakdownQuery>().RunAsync(dimension, filter, null, null, Token);
                Assert.Equal(whole, rows.Aggregate(default(PostureCounts), (sum, row) => sum + row.Counts));
            }
        }
    }

    [Fact]
    public async Task Before_the_first_run_there_are_no_rows()
    {
        await using var db = await CreateAsync();
        Assert.Empty(await db.Get<BreakdownQuery>().RunAsync(KpiDimension.Owner, new AppFilter { Text = "a" }, null, Start, Token));
    }

    private static async Task<DateTimeOffset> MondayAndTuesdayAsync(TestDatabase db)
    {
        await db.RunAsync(Monday.Select(a => Seen(a)));
        var monday = db.Clock.GetUtcNow().AddHours(1);
        db.Clock.Advance(TimeSpan.FromDays(1));
        AppChange[] changes =
        [
            Seen(Tuesday[1], await db.AppIdAsync(Tuesday[1])), Seen(Tuesday[3], await db.AppIdAsync(Tuesday[3])),
            new AppChange.Decommissioned(await db.AppIdAsync(Monday[5])), Seen(Tuesday[5]),
        ];
        await db.RunAsync(changes);
        return monday;
    }

    private static Dictionary<string, PostureCounts> Expected(AppState[] apps, AppFilter filter, KpiDimension dimension) => apps
        .Where(a => FilterOracle.Matches(filter, a))
        .GroupBy(a => KpiKeys.Value(a, dimension))
        .ToDictionary(g => g.Key, g => g.Aggregate(default(PostureCounts), (sum, app) => sum + PostureCounts.Of(app)));
}
