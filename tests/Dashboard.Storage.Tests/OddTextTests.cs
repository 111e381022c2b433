using Dashboard.Core.Inventory;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Text on which databases differ where nobody sees to it.</summary>
public abstract class OddTextTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : OddTextTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : OddTextTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Text_sorts_by_its_bytes_and_not_by_a_language()
    {
        string[] names = ["a-b", "a_b", "aB", "ab", "a b", "Zebra", "zèbre", "Éclair", "eclair", "ö", "o", "10", "9", "-x", "x"];
        await using var db = await CreateAsync();
        await db.RunAsync(names.Select((n, i) => Seen(Estate.App($"{n}-{i}") with { Owner = n })));
        var byName = await MergeTests.ListAsync(db);
        Assert.Equal(
            byName.Items.Select(r => KpiKeys.Fold(r.State.Name)).Order(StringComparer.Ordinal), byName.Items.Select(r => KpiKeys.Fold(r.State.Name)));
        var options = await db.Get<FilterOptionsQuery>().RunAsync(KpiDimension.Owner, null, Token);
        var ones = options.Where(o => o.Apps == 1).Select(o => o.Value).ToList();
        Assert.Equal(ones.Order(StringComparer.Ordinal), ones);
    }

    [Fact]
    public async Task Subscription_names_sort_by_their_bytes()
    {
        string[] names = ["beta", "Alpha", "alpha", "Gamma", "_under"];
        await using var db = await CreateAsync();
        var subscriptions = names.Select((n, i) => new SubscriptionObservation(Id(i), n, new Dictionary<string, string>())).ToList();
        await db.RunAsync(names.Select((n, i) => Seen(Estate.App("app", Id(i)))), subscriptions: subscriptions);
        var list = await db.Get<AppListQuery>().RunAsync(
            AppFilter.Any, new AppSort(AppSortColumn.Subscription, false), 1, 10, false, null, Token);
        Assert.Equal(names.Order(StringComparer.Ordinal), list.Items.Select(r => r.SubscriptionName));

        static string Id(int i) => $"{i:00000000}-0000-0000-0000-000000000000";
    }

    [Theory]
    [InlineData("pay\0ments")]
    [InlineData("pay\ud800ments")]
    [InlineData("🔒 Zahlungen")]
    [InlineData("\udc00")]
    public async Task A_tag_of_any_characters_is_kept_found_and_counted_through_its_changes(string owner)
    {
        await using var db = await CreateAsync();
        var app = Estate.App("shop") with { Owner = owner };
        await db.RunAsync([Seen(app)]);
        await db.RunAsync([Seen(app with { HttpsOnly = false }, await db.AppIdAsync(app))]);
        await db.RunAsync([Seen(app with { Stopped = true }, await db.AppIdAsync(app))]);
        foreach (var filter in (AppFilter[])[new() { Owner = [owner] }, new() { Owner = [owner], OptedOut = false }])
        {
            Assert.Equal(1, (await MergeTests.ListAsync(db, filter)).Total);
        }

        Assert.Equal(1, Assert.Single(await db.Get<FilterOptionsQuery>().RunAsync(KpiDimension.Owner, null, Token)).Apps);
    }

    [Fact]
    public async Task Tags_of_any_length_are_kept_and_told_apart()
    {
        await using var db = await CreateAsync();
        var rare = string.Concat(Enumerable.Range(0, 5000).Select(i => char.ConvertFromUtf32(0x4E00 + (i * 7919 % 20_000))));
        var app = Estate.App("shop") with { Owner = rare, CostCentre = rare + "1", Environment = rare + "2", Scenario = rare + "3", Tier = rare };
        await db.RunAsync([Seen(app), Seen(Estate.App("other") with { Owner = rare + "x" })]);
        Assert.Equal(app.Owner, (await MergeTests.ListAsync(db, new AppFilter { Owner = [rare] })).Items.Single().State.Owner);
        Assert.Equal("other", (await MergeTests.ListAsync(db, new AppFilter { Owner = [rare + "X"], Stopped = false })).Items.Single().State.Name);
        var key = KpiKeys.Fold(rare);
        Assert.Equal(key, KpiKeys.Fold(key));
    }

    [Fact]
    public async Task What_a_run_tells_of_itself_may_hold_any_characters()
    {
        await using var db = await CreateAsync();
        var lease = await db.Store.TryBeginAsync(RunStart() with { StartedBy = "a\0b" }, Token);
        await db.Store.HeartbeatAsync(lease!, new RunProgress("phase\0", 1, 1, 1, null), Token);
        await db.Store.EndAsync(lease!, RunStatus.Failed, new RunReport { Warnings = ["\0\ud800"] }, "why\0\udfff", Token);
        var run = await db.Get<RunQuery>().FindAsync(lease!.RunId, Token);
        Assert.StartsWith("why", run!.Reason, StringComparison.Ordinal);
        Assert.StartsWith("a", run.StartedBy, StringComparison.Ordinal);
    }
}
