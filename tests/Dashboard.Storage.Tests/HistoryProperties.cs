using CsCheck;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>
/// Random histories, told to the database run by run and kept beside it in the simplest form: whatever is asked of any
/// moment must be what that form says.
/// </summary>
public abstract class HistoryProperties(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : HistoryProperties(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : HistoryProperties(DatabaseProvider.PostgreSql);

    private const int Apps = 6;

    private static readonly Gen<AppState> States =
        from index in Gen.Int[0, Apps - 1]
        from verdict in Gen.Enum<Verdict>()
        from scope in OneOf<bool?>(true, true, false, null)
        from flags in Gen.Select(Gen.Bool, Gen.Bool)
        from owner in OneOf<string?>(null, "Payments", "payments ", "Ops%_\\'")
        from sensitivity in OneOf<Sensitivity?>(null, Sensitivity.Public, Sensitivity.Restricted)
        from tags in Gen.Select(OneOf<string?>("prod", "Prod", null), OneOf<string?>("Free", "PremiumV3", null))
        from reachability in Gen.Enum<Reachability>()
        from rules in OneOf<string>("MTLS001", "MTLS002", "MTLS004").Array[0, 3]
        select Estate.App($"app-{index}", index % 2 == 0 ? Estate.SubscriptionA : Estate.SubscriptionB, verdict) with
        {
            InScope = scope,
            Stopped = flags.Item1,
            OptedOut = flags.Item2,
            Owner = owner,
            Sensitivity = sensitivity,
            Environment = tags.Item1,
            Tier = tags.Item2,
            Reachability = reachability,
            Rules = Estate.Rules(rules),
        };

    private static readonly Gen<(int Minutes, bool Partial, (Fate Fate, AppState State)[] Events)> Runs = Gen.Select(
        Gen.OneOf(Gen.Const(0), Gen.Int[1, 4000]),
        Gen.Bool,
        Gen.Select(Gen.Enum<Fate>(), States).Array[0, 6]);

    private static readonly Gen<AppFilter> Filters =
        from kind in Gen.Int[0, 8]
        from owners in OneOf("", "PAYMENTS", "ops%_\\'", "nobody").Array[1, 2]
        from verdicts in Gen.Enum<Verdict>().Array[1, 3]
        from reachability in Gen.Enum<Reachability>().Array[1, 2]
        from flag in Gen.Bool
        from text in OneOf("APP-1", "a", "%", "rg-shop", "app_1")
        select kind switch
        {
            0 => AppFilter.Any,
            1 => new AppFilter { Owner = owners },
            2 => new AppFilter { Reachability = reachability },
            3 => new AppFilter { Sensitivity = ["", "restricted"] },
            4 => new AppFilter { Owner = owners, Verdict = verdicts },
            5 => new AppFilter { Owner = owners, Environment = ["PROD", ""], Subscription = [Estate.SubscriptionA] },
            6 => new AppFilter { Stale = flag, Tier = ["", "free"], InScope = [ScopeChoice.Yes, ScopeChoice.Unclassified] },
            7 => new AppFilter { FailedRule = ["MTLS001", "MTLS004"], Stopped = flag },
            _ => new AppFilter { Text = text, OptedOut = flag },
        };

    private static readonly Gen<((int, bool, (Fate, AppState)[])[] Runs, AppFilter[] Filters, int[] Moments)> Histories =
        Gen.Select(Runs.Array[1, 8], Filters.Array[3], Gen.Int[-100, 20_000].Array[4]);

    [Fact]
    public Task What_is_asked_of_any_moment_is_what_was_collected_by_then() => Histories.SampleAsync(
        async history =>
        {
            await using var db = await CreateAsync();
            var model = await TellAsync(db, history.Runs);
            foreach (var moment in Moments(model, history.Moments))
            {
                await AssertListAsync(db, model, AppFilter.Any, moment);
                await AssertBreakdownAsync(db, model, KpiDimension.Owner, moment);
                foreach (var filter in history.Filters) await AssertMomentAsync(db, model, filter, moment);
            }

            foreach (var filter in history.Filters) await AssertTrendAsync(db, model, filter, history.Moments[0]);
        },
        iter: 40, threads: 2);

    [Fact]
    public Task A_sweep_gives_the_figures_of_the_stored_rows() => Gen.Select(Runs.Array[2, 8], Gen.Int[-100, 20_000], Gen.Int[0, 20_000])
        .SampleAsync(
            async (runs, start, length) =>
            {
                await using var db = await CreateAsync();
                await TellAsync(db, runs);
                var (from, to) = (UnixTime.Of(Start.AddMinutes(start)), UnixTime.Of(Start.AddMinutes(start + length)));
                await using var context = db.Context();
                foreach (var filter in (AppFilter[])[AppFilter.Any, new() { Owner = ["payments", ""] }, new() { Tier = ["free"] }])
                {
                    var stored = await CountsReader.ReadAsync(context, filter, from, to, Token);
                    var swept = await CountsReader.SweepAsync(context, filter, from, to, Token);
                    var moments = Enumerable.Range(0, 20).Select(i => from + ((to - from) * i / 19)).ToList();
                    Assert.Equal(stored.At(moments), swept.At(moments));
                }
            },
            iter: 25, threads: 2);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static async Task<HistoryModel> TellAsync(TestDatabase db, (int Minutes, bool Partial, (Fate, AppState)[] Events)[] runs)
    {
        var model = new HistoryModel();
        foreach (var (minutes, partial, events) in runs)
        {
            db.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await model.RunAsync(db, partial ? RunStatus.Partial : RunStatus.Succeeded, events);
        }

        return model;
    }

    /// <summary>Random moments, and the sharp ones: at each run, and a millisecond before.</summary>
    private static IEnumerable<DateTimeOffset> Moments(HistoryModel model, int[] minutes) => minutes
        .Select(m => Start.AddMinutes(m))
        .Concat(model.Runs.TakeLast(2).SelectMany(r => new[] { r.Time, r.Time.AddMilliseconds(-1) }));

    private static List<ModelApp> Expected(HistoryModel model, AppFilter filter, DateTimeOffset moment) =>
    [
        .. (model.At(moment)?.Apps.Values ?? []).Where(a => FilterOracle.Matches(filter, a.State)).OrderBy(a => a.State.Name, StringComparer.Ordinal),
    ];

    private static PostureCounts Sum(IEnumerable<ModelApp> apps) =>
        apps.Aggregate(default(PostureCounts), (counts, app) => counts + PostureCounts.Of(app.State));

    private static async Task AssertListAsync(TestDatabase db, HistoryModel model, AppFilter filter, DateTimeOffset moment)
    {
        var expected = Expected(model, filter, moment);
        var list = await MergeTests.ListAsync(db, filter, moment);
        Assert.Equal(expected.Count, list.Total);
        Assert.Equal(model.At(moment)?.Time, list.Run?.RunTime);
        foreach (var (app, row) in expected.Zip(list.Items, (a, r) => (a, r)))
        {
            MergeTests.AssertSame(app.State, row.State);
            Assert.Equal(
                (app.FirstSeen, app.LastSeen ?? model.At(moment)!.Time, app.VerdictSince), (row.FirstSeen, row.LastSeen, row.VerdictSince));
        }

        Assert.Equal(list.Items.Select(i => i.AppId), await db.Get<AppListQuery>()
            .StreamAsync(filter, AppSort.Default, moment, Token).Select(r => r.AppId).ToListAsync(Token));
    }

    private static async Task AssertMomentAsync(TestDatabase db, HistoryModel model, AppFilter filter, DateTimeOffset moment)
    {
        await AssertListAsync(db, model, filter, moment);
        var overview = await db.Get<OverviewQuery>().RunAsync(filter, moment, Token);
        Assert.Equal(model.At(moment) is not null, overview is not null);
        if (overview is not null) Assert.Equal(Sum(Expected(model, filter, moment)), overview.Counts);

        var verdicts = await db.Get<AppListQuery>().CountVerdictsAsync(filter, moment, Token);
        var any = Expected(model, filter with { Verdict = [] }, moment);
        Assert.All(Enum.GetValues<Verdict>(), v => Assert.Equal(any.Count(a => a.State.Verdict == v), verdicts[v]));
    }

    private static async Task AssertBreakdownAsync(TestDatabase db, HistoryModel model, KpiDimension dimension, DateTimeOffset moment)
    {
        var expected = Expected(model, AppFilter.Any, moment).GroupBy(a => KpiKeys.Value(a.State, dimension)).ToDictionary(g => g.Key, Sum);
        var rows = await db.Get<BreakdownQuery>().RunAsync(dimension, AppFilter.Any, moment, moment, Token);
        Assert.Equal(expected, rows.ToDictionary(r => r.Value, r => r.Counts));
        Assert.All(rows, r => Assert.Equal(r.Counts, r.Before));
        var options = await db.Get<FilterOptionsQuery>().RunAsync(dimension, moment, Token);
        Assert.Equal(rows.Select(r => (r.Value, r.Label, r.Counts.Total)), options.Select(o => (o.Value, o.Label, o.Apps)));
    }

    private static async Task AssertTrendAsync(TestDatabase db, HistoryModel model, AppFilter filter, int startMinutes)
    {
        var to = model.Runs[^1].Time.AddHours(30);
        var from = DateOnly.FromDateTime(Start.AddMinutes(startMinutes).UtcDateTime);
        var trend = await db.Get<CoverageTrendQuery>().RunAsync(filter, from, to, Token);
        var first = DateOnly.FromDateTime(model.Runs[0].Time.UtcDateTime);
        first = from > first ? from : first;
        var last = DateOnly.FromDateTime(to.UtcDateTime);
        Assert.Equal(Math.Max(0, last.DayNumber - first.DayNumber + 1), trend.Days.Count);
        foreach (var day in trend.Days)
        {
            var midnight = new DateTimeOffset(day.Day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var end = midnight < to ? midnight.AddMilliseconds(-1) : to;
            Assert.Equal(Sum(Expected(model, filter, end)), day.Counts);
            var runs = model.Runs.Where(r => r.Time < midnight && DateOnly.FromDateTime(r.Time.UtcDateTime) == day.Day);
            Assert.Equal(runs.LastOrDefault()?.Status, day.Run);
        }
    }
}
