using System.Diagnostics;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>
/// Times on a large estate, to look at and not to pass or fail:
/// <c>dotnet run -c Release --project tests/Dashboard.Storage.Tests -- -explicit only -showliveoutput</c>.
/// </summary>
public abstract class ScaleMeasurements(DatabaseProvider provider, ITestOutputHelper output) : DatabaseTests(provider)
{
    public sealed class OnSqlite(ITestOutputHelper output) : ScaleMeasurements(DatabaseProvider.Sqlite, output);

    public sealed class OnPostgreSql(ITestOutputHelper output) : ScaleMeasurements(DatabaseProvider.PostgreSql, output);

    [Theory(Explicit = true)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public async Task An_estate_of(int apps)
    {
        await using var db = await CreateAsync();
        var estate = Enumerable.Range(0, apps).Select(App).ToList();
        var first = estate.Select(a => (AppChange)Seen(a)).ToList();
        await MeasureAsync($"merge of {apps} new apps", 1, () => db.RunAsync(first, subscriptions: Subscriptions()));
        await MeasureAsync("read stored apps", 5, async () => await db.Store.ReadStoredAppsAsync(Token).CountAsync(Token));

        var changed = new int[1];
        for (var day = 1; day <= 60; day++)
        {
            db.Clock.Advance(TimeSpan.FromDays(1));
            await db.RunAsync(Changes(estate, 100, day));
        }

        await MeasureAsync("merge of 100 changes", 5, () =>
        {
            db.Clock.Advance(TimeSpan.FromDays(1));
            return db.RunAsync(Changes(estate, 100, 100 + changed[0]++));
        });
        output.WriteLine($"database {await SizeAsync(db) / 1024 / 1024} MiB");

        var list = db.Get<AppListQuery>();
        await GridAsync("first page", AppFilter.Any, AppSort.Default, null);
        await GridAsync("page 100", AppFilter.Any, AppSort.Default, null, page: 100);
        await GridAsync("filter owner (1 of 300)", new AppFilter { Owner = ["team-7"] }, AppSort.Default, null);
        await GridAsync("filter verdict", new AppFilter { Verdict = [Verdict.NotEnforced] }, AppSort.Default, null);
        await GridAsync("filter two dimensions", new AppFilter { Environment = ["prod"], Tier = ["free"] }, AppSort.Default, null);
        await GridAsync("filter rule", new AppFilter { FailedRule = ["MTLS001"] }, AppSort.Default, null);
        await GridAsync("text", new AppFilter { Text = "app-7777" }, AppSort.Default, null);
        await GridAsync("sort owner", AppFilter.Any, new AppSort(AppSortColumn.Owner, false), null);
        await GridAsync("sort since desc", AppFilter.Any, new AppSort(AppSortColumn.Since, true), null);
        await GridAsync("sort verdict, filter scope", new AppFilter { InScope = [ScopeChoice.Yes] }, new AppSort(AppSortColumn.Verdict, false), null);
        await GridAsync("sort subscription", AppFilter.Any, new AppSort(AppSortColumn.Subscription, false), null);
        await GridAsync("first page, 30 days ago", AppFilter.Any, AppSort.Default, db.Clock.GetUtcNow().AddDays(-30));
        await GridAsync("filter owner, 30 days ago", new AppFilter { Owner = ["team-7"] }, AppSort.Default, db.Clock.GetUtcNow().AddDays(-30));

        var combined = new AppFilter { Environment = ["prod"], Reachability = [Reachability.Public] };
        var from = DateOnly.FromDateTime(Start.UtcDateTime);
        await MeasureAsync("overview", 20, () => db.Get<OverviewQuery>().RunAsync(AppFilter.Any, null, Token));
        await MeasureAsync("overview, combined filter", 20, () => db.Get<OverviewQuery>().RunAsync(combined, null, Token));
        await MeasureAsync("trend 65 days, owner", 20, () => db.Get<CoverageTrendQuery>().RunAsync(new() { Owner = ["team-7"] }, from, db.Clock.GetUtcNow(), Token));
        await MeasureAsync("trend 65 days, combined", 10, () => db.Get<CoverageTrendQuery>().RunAsync(combined, from, db.Clock.GetUtcNow(), Token));
        await MeasureAsync("trend 30 days, combined", 10, () => db.Get<CoverageTrendQuery>().RunAsync(combined, from.AddDays(35), db.Clock.GetUtcNow(), Token));
        await MeasureAsync("breakdown owner, 30 days before", 20, () => db.Get<BreakdownQuery>().RunAsync(KpiDimension.Owner, AppFilter.Any, null, db.Clock.GetUtcNow().AddDays(-30), Token));
        await MeasureAsync("changes of 7 days", 20, () => db.Get<EventListQuery>().RunAsync(
            AppFilter.Any, EventFilter.Any with { After = db.Clock.GetUtcNow().AddDays(-7) }, 1, 50, null, Token));
        await MeasureAsync("detail", 20, () => db.Get<AppDetailQuery>().RunAsync(estate[7].ResourceId, null, Token));
        await MeasureAsync("export stream, all", 1, async () => await list.StreamAsync(AppFilter.Any, AppSort.Default, null, Token).CountAsync(Token));

        Task GridAsync(string what, AppFilter filter, AppSort sort, DateTimeOffset? asOf, int page = 1) =>
            MeasureAsync("grid: " + what, 20, () => list.RunAsync(filter, sort, page, 50, true, asOf, Token));
    }

    private static async Task<long> SizeAsync(TestDatabase db)
    {
        if (db.History.File is { } file) return new FileInfo(file).Length;
        await using var context = db.Context();
        return await context.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(Token);
    }

    private async Task MeasureAsync(string what, int times, Func<Task> action)
    {
        if (times > 1) await action();
        var durations = new List<double>();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action();
            durations.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // Beside the wall clock, the processor's time: a busy machine inflates the one and not the other.
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times;
        durations.Sort();
        output.WriteLine($"{what,-40} median {durations[times / 2],8:0.0} ms, worst {durations[^1],8:0.0} ms, processor {used,8:0.0} ms");
    }

    private static AppState App(int i)
    {
        var app = Estate.App($"app-{(i * 7919) % 1_000_003:000000}", $"{i % 50:00000000}-0000-0000-0000-000000000000", (Verdict)(i % 6));
        return app with
        {
            Owner = i % 10 == 0 ? null : $"Team-{i % 300}",
            CostCentre = $"CC-{i % 40}",
            Environment = (i % 4) switch { 0 => "prod", 1 => "test", 2 => "dev", _ => null },
            Tier = (i % 7) switch { 0 => "Free", 1 => "Basic", 2 => "Standard", _ => "PremiumV3" },
            InScope = (i % 3) switch { 0 => true, 1 => false, _ => null },
            Reachability = (Reachability)(i % 4),
            Stopped = i % 20 == 0,
            Rules = [.. Enumerable.Range(1, 13).Select(r => new RuleOutcome($"MTLS{r:000}", (RuleResult)((i + r) % 4), Severity.High, $"clientCertEnabled: false, owner \"Team-{i % 300}\""))],
        };
    }

    private static IEnumerable<AppChange> Changes(List<AppState> estate, int count, int seed) => Enumerable.Range(0, count).Select(n =>
    {
        var i = (int)(((long)seed * 104_729 + (n * 7_907L)) % estate.Count);
        estate[i] = estate[i] with { Verdict = (Verdict)(((int)estate[i].Verdict + 1) % 6), MinTlsVersion = seed % 2 == 0 ? "1.2" : "1.0" };
        return (AppChange)Seen(estate[i], i + 1);
    });

    private static List<SubscriptionObservation> Subscriptions() =>
        [.. Enumerable.Range(0, 50).Select(i => new SubscriptionObservation($"{i:00000000}-0000-0000-0000-000000000000", $"Sub {i}", new Dictionary<string, string>()))];
}
