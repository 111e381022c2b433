using CsCheck;
using Dashboard.Core.Collection;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>
/// Random histories, told to the database run by run and to a small model beside it: whatever is asked of findings at any moment must
/// be what the model says was known then.
/// </summary>
public abstract class FindingProperties(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : FindingProperties(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : FindingProperties(DatabaseProvider.PostgreSql);

    private static readonly string[] Rules = ["MTLS001", "MTLS004", "MTLS012"];

    private static readonly Gen<AppState> States =
        from index in Gen.Int[0, 1]
        from scope in OneOf<bool?>(true, true, true, false, null)
        from verdict in OneOf(Verdict.NotEnforced, Verdict.NotEnforced, Verdict.Unknown, Verdict.NotApplicable)
        from owner in OneOf("payments", "shop")
        from outcomes in Gen.Select(OneOf(RuleResult.Fail, RuleResult.Fail, RuleResult.Fail, RuleResult.Pass, RuleResult.NotApplicable, RuleResult.Unknown), Gen.Enum<Severity>()).Array[3]
        select Estate.App($"app-{index}", verdict: verdict) with
        {
            InScope = scope,
            Owner = owner,
            Rules = [.. Rules.Zip(outcomes, (id, o) => new RuleOutcome(id, o.Item1, o.Item2, "evidence"))],
        };

    private static readonly Gen<Fate> Fates = OneOf(
        Fate.SeenChanged, Fate.SeenChanged, Fate.SeenChanged, Fate.SeenChanged, Fate.SeenChanged, Fate.BecameStale, Fate.Expired, Fate.Decommissioned);

    private static readonly Gen<(bool RulesChanged, int[] Turns, bool BySwap)> Whys = Gen.Select(Gen.Int[0, 5].Select(i => i == 0), Gen.Int[-1, 3000].Array[3], Gen.Bool);

    private static readonly Gen<(int Minutes, (Fate Fate, AppState State, (bool RulesChanged, int[] Turns, bool BySwap) Why)[] Events)> Runs =
        Gen.Select(Gen.Int[1, 60_000], Gen.Select(Fates, States, Whys).Array[1, 3]);

    [Fact]
    public Task What_is_asked_of_any_moment_is_what_was_known_then() => Gen.Select(Runs.Array[4, 15], Gen.Int[-100, 600_000].Array[2]).SampleAsync(
        async (runs, moments) =>
        {
            await using var db = await CreateAsync();
            var (model, times) = await TellAsync(db, runs);
            foreach (var moment in moments.Select(m => Start.AddMinutes(m)).Concat(times.TakeLast(1).SelectMany(t => new[] { t, t.AddMilliseconds(-1) })))
                await AssertMomentAsync(db, model, times, moment);
            foreach (var to in new[] { db.Clock.GetUtcNow(), Start.AddMinutes(moments[0]) }.Where(to => to <= db.Clock.GetUtcNow())) await AssertDaysAsync(db, to);
        },
        iter: 20, threads: 2);

    private static async Task<(FindingModel Model, List<DateTimeOffset> Times)> TellAsync(
        TestDatabase db, (int Minutes, (Fate Fate, AppState State, (bool RulesChanged, int[] Turns, bool BySwap) Why)[] Events)[] runs)
    {
        var (model, times, live) = (new FindingModel(), new List<DateTimeOffset>(), new Dictionary<string, (AppState State, bool Stale)>());
        foreach (var (minutes, events) in runs)
        {
            db.Clock.Advance(TimeSpan.FromMinutes(minutes));
            var ids = await db.Store.ReadStoredAppsAsync(Token).ToDictionaryAsync(a => a.ResourceId, a => a.AppId, cancellationToken: Token);
            var now = db.Clock.GetUtcNow();
            var planned = events.DistinctBy(e => e.State.Name).Where(e => Possible(e.Fate, live, e.State.Name)).ToList();
            var run = await db.RunAsync(planned.Select(e => Change(e, ids, now, times.LastOrDefault())), RunStatus.Partial);
            foreach (var (fate, state, why) in planned) Apply(model, live, fate, state, Causes(why, now), run.RunTime, times.Count == 0);
            times.Add(run.RunTime);
        }

        return (model, times);
    }

    private static bool Possible(Fate fate, Dictionary<string, (AppState State, bool Stale)> live, string app) => fate switch
    {
        Fate.Nothing => false,
        Fate.SeenChanged => true,
        Fate.BecameStale => live.TryGetValue(app, out var known) && !known.Stale,
        Fate.Expired => live.TryGetValue(app, out var known) && known.Stale,
        Fate.Decommissioned => live.ContainsKey(app),
    };

    private static AppChange Change(
        (Fate Fate, AppState State, (bool, int[], bool) Why) told, Dictionary<string, long> ids, DateTimeOffset now, DateTimeOffset last)
    {
        var id = ids.TryGetValue(told.State.ResourceId, out var known) ? known : (long?)null;
        return told.Fate switch
        {
            Fate.SeenChanged => Seen(told.State, id) with { Causes = Causes(told.Why, now) },
            Fate.BecameStale => new AppChange.BecameStale(id!.Value, last),
            Fate.Expired => new AppChange.Expired(id!.Value),
            _ => new AppChange.Decommissioned(id!.Value),
        };
    }

    private static FindingCauses Causes((bool RulesChanged, int[] Turns, bool BySwap) why, DateTimeOffset now) => new(
        why.RulesChanged,
        Rules.Zip(why.Turns).Where(t => t.Second >= 0).ToDictionary(t => t.First, t => new FindingTurn(now.AddMinutes(-t.Second), why.BySwap)));

    private static void Apply(
        FindingModel model, Dictionary<string, (AppState State, bool Stale)> live, Fate fate, AppState state, FindingCauses causes, DateTimeOffset run, bool first)
    {
        switch (fate)
        {
            case Fate.SeenChanged:
                model.See(run, first, !live.ContainsKey(state.Name), state, causes);
                live[state.Name] = (state, false);
                break;
            case Fate.BecameStale:
                live[state.Name] = (live[state.Name].State, true);
                break;
            case Fate.Decommissioned:
                model.Lose(run, state.Name);
                live.Remove(state.Name);
                break;
        }
    }

    private static async Task AssertMomentAsync(TestDatabase db, FindingModel model, List<DateTimeOffset> times, DateTimeOffset moment)
    {
        var known = times[0] > moment ? [] : model.All.Where(f => f.Detected <= moment).Select(f => Facts(f, moment)).Order().ToList();
        var list = await db.Get<FindingListQuery>().RunAsync(AppFilter.Any, FindingFilter.Any, FindingSort.Default, 1, 1000, moment, Token);
        Assert.Equal(known, list.Items.Select(i => Facts(i)).Order());
        Assert.Equal(known.Count, list.Total);
        Assert.Equal(list.Items.OrderBy(i => i.Due).ThenBy(i => i.Id).Select(i => i.Id), list.Items.Select(i => i.Id));
        var streamed = db.Get<FindingListQuery>().StreamAsync(AppFilter.Any, FindingFilter.Any, FindingSort.Default, moment, Token);
        Assert.Equal(list.Items.Select(Facts), await streamed.Select(Facts).ToListAsync(Token));

        foreach (var status in Enum.GetValues<FindingStatus>())
        {
            var some = await db.Get<FindingListQuery>().RunAsync(AppFilter.Any, new FindingFilter { Status = [status] }, FindingSort.Default, 1, 1000, moment, Token);
            Assert.Equal(list.Items.Where(i => Is(i, status)).Select(i => i.Id), some.Items.Select(i => i.Id));
        }

        // Three filters: none, one dimension, and a combined one.
        foreach (var filter in new[] { AppFilter.Any, new AppFilter { Owner = ["shop"] }, new AppFilter { InScope = [ScopeChoice.Yes], Text = "app" } })
            await RemediationRecomputation.AssertAsync(db, filter, moment);
    }

    /// <summary>Each day of the trend is what is asked of its end alone.</summary>
    private static async Task AssertDaysAsync(TestDatabase db, DateTimeOffset to)
    {
        foreach (var filter in new[] { AppFilter.Any, new AppFilter { Owner = ["shop"] }, new AppFilter { InScope = [ScopeChoice.Yes], Text = "app" } })
        {
            var days = (await db.Get<FindingDaysQuery>().RunAsync(filter, DateOnly.FromDateTime(Start.AddDays(-2).UtcDateTime), to, Token)).Days;
            var coverage = (await db.Get<CoverageTrendQuery>().RunAsync(filter, DateOnly.FromDateTime(Start.AddDays(-2).UtcDateTime), to, Token)).Days;
            Assert.Equal(coverage.Select(d => (d.Day, d.Run)), days.Select(d => (d.Day, d.Run)));
            await AssertTrendAsync(db, filter, to);
            var step = Math.Max(1, days.Count / 10);
            foreach (var day in days.Reverse().Where((_, i) => i % step == 0))
            {
                var end = new DateTimeOffset(day.Day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddMilliseconds(-1);
                var then = await db.Get<RemediationQuery>().AtAsync(filter, end < to ? end : to, Token);
                Assert.Equal(then?.Counts ?? default, day.Counts);
            }
        }
    }

    /// <summary>Each moment of the months is what is asked of it alone.</summary>
    private static async Task AssertTrendAsync(TestDatabase db, AppFilter filter, DateTimeOffset to)
    {
        var moments = Enumerable.Range(-1, 14).Select(month => Start.AddDays(30 * month)).Where(m => m < to).ToList();
        var trend = (await db.Get<RemediationQuery>().TrendAsync(filter, moments, to, Token)).Items;
        var alone = new List<RemediationFigures>();
        foreach (var moment in moments.Append(to))
        {
            if (await db.Get<RemediationQuery>().AtAsync(filter, moment, Token) is { } figures) alone.Add(figures);
        }

        Assert.Equal(alone.Select(Facts), trend.Select(Facts));

        static object Facts(RemediationFigures f) => (
            f.AsOf, f.Counts, f.TimeToRemediate.Median, f.TimeToRemediate.P90, f.TimeToRemediate.Remediated, f.TimeToRemediate.EndedOtherwise,
            f.TimeToRemediate.Sla, f.TimeToRemediate.Ages);
    }

    private static bool Is(FindingItem item, FindingStatus status) => status switch
    {
        FindingStatus.Open => item.End is null,
        FindingStatus.Overdue => item.Overdue,
        FindingStatus.Ended => item.End is not null,
    };

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Facts(ModelFinding f, DateTimeOffset moment)
    {
        var (_, severity, due) = f.Terms.Last(t => t.Since <= moment);
        var ended = f.EndSeen <= moment;
        return Text(
            f.App, f.Rule, f.Detected, f.Occurred, severity, due, !ended && due < moment, ended ? f.Ended : null, ended ? f.End : null, f.Occurrence, f.Flapping, f.Baseline);
    }

    private static string Facts(FindingItem i) => Text(
        i.App.Name, i.RuleId, i.Detected, i.Occurred, i.Severity, i.Due, i.Overdue, i.Ended, i.End, i.Occurrence, i.Flapping, i.Baseline);

    private static string Text(params object?[] facts) => string.Join(' ', facts.Select(f => f is DateTimeOffset at ? at.ToString("o") : f?.ToString() ?? "-"));
}
