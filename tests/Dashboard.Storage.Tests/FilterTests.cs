using Dashboard.Core.Collection;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class FilterTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : FilterTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : FilterTests(DatabaseProvider.PostgreSql);

    private static readonly string[] Hostile =
    [
        "%", "_", "100%", "a_b", @"\", @"\%", "'; DROP TABLE \"Apps\"; --", "\"", "[a]", "*", "?", "\0", "app\0", "|", "É", "é", "ß", "\ud800", "🔒",
        "  app  ", new string('a', 100_000), "../..", "<script>",
    ];

    private static readonly AppState[] Apps =
    [
        Estate.App("app-100%") with { Owner = "100%" },
        Estate.App("app-100x") with { Owner = "100x" },
        Estate.App("a_b") with { Owner = "A_B ", Rules = Estate.Rules("MTLS001", "MTLS004") },
        Estate.App("axb") with { Owner = "axb", Rules = Estate.Rules("MTLS004") },
        Estate.App("É-app") with { Owner = "É", Sensitivity = null, Tier = null, InScope = null },
        Estate.App("back\\slash", Estate.SubscriptionB) with { Owner = null, Sensitivity = Sensitivity.Public, InScope = false },
        Estate.App("drop'; DROP TABLE \"Apps\"; --", Estate.SubscriptionB) with { Owner = "'; DROP TABLE \"Apps\"; --" },
        Estate.App("🔒lock/slot", Estate.SubscriptionB) with { Owner = "🔒", Stopped = true, OptedOut = true },
    ];

    public static TheoryData<AppSortColumn, bool> Sorts =>
        [.. Enum.GetValues<AppSortColumn>().SelectMany(c => new (AppSortColumn, bool)[] { (c, false), (c, true) })];

    [Fact]
    public async Task Text_is_a_part_of_a_name_and_never_a_pattern()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Apps.Select(a => Seen(a)));
        foreach (var text in Hostile)
        {
            var filter = new AppFilter { Text = text };
            Assert.Equal(Names(filter), await FoundAsync(db, filter));
        }

        Assert.Equal(["a_b"], await FoundAsync(db, new AppFilter { Text = "a_b" }));
    }

    [Fact]
    public async Task Values_match_whole_and_folded()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Apps.Select(a => Seen(a)));
        foreach (var value in Hostile.Append("").Append("A_b"))
        {
            AppFilter[] filters =
            [
                new() { Owner = [value] }, new() { Owner = [value], Stopped = false }, new() { FailedRule = [value] }, new() { Tier = [value], OptedOut = false },
                new() { Subscription = [value], Text = "a" }, new() { Sensitivity = [value] }, new() { Sensitivity = [value], Owner = ["", "É"] },
            ];
            foreach (var filter in filters) Assert.Equal(Names(filter), await FoundAsync(db, filter));
        }

        Assert.Empty(await FoundAsync(db, new AppFilter { Sensitivity = ["0"], Stopped = false }));
        Assert.Equal(["a_b"], await FoundAsync(db, new AppFilter { FailedRule = ["mtls004"], Text = "A_" }));
    }

    [Fact]
    public async Task A_filter_with_very_many_values_is_answered()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Apps.Select(a => Seen(a)));
        var filter = new AppFilter { Owner = [.. Enumerable.Range(0, 3000).Select(i => $"o{i}"), "axb"], Stopped = false };
        Assert.Equal(["axb"], await FoundAsync(db, filter));
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Pages_of_any_sort_are_a_partition_in_order(AppSortColumn column, bool descending)
    {
        await using var db = await CreateAsync();
        var twins = Enumerable.Range(0, 20).Select(i => Estate.App($"app-{i % 10}", i < 10 ? Estate.SubscriptionA : Estate.SubscriptionB, (Verdict)(i % 6)) with
        {
            Owner = i % 3 == 0 ? null : "Team",
            Sensitivity = i % 4 == 0 ? null : (Sensitivity)(i % 4),
            Tier = i % 2 == 0 ? "Free" : null,
        });
        await db.RunAsync(twins.Select(a => Seen(a)));
        var sort = new AppSort(column, descending);
        var paged = new List<AppRow>();
        for (var page = 1; page <= 7; page++)
        {
            var list = await db.Get<AppListQuery>().RunAsync(AppFilter.Any, sort, page, 3, false, null, Token);
            Assert.Equal(20, list.Total);
            paged.AddRange(list.Items);
        }

        Assert.Equal(20, paged.Select(r => r.AppId).Distinct().Count());
        var streamed = await db.Get<AppListQuery>().StreamAsync(AppFilter.Any, sort, null, Token).Select(r => r.AppId).ToListAsync(Token);
        Assert.Equal(streamed, paged.Select(r => r.AppId));
        var keys = paged.Select(r => Key(r, column)).ToList();
        Assert.Equal(descending ? keys.OrderDescending(StringComparer.Ordinal) : keys.Order(StringComparer.Ordinal), keys);
        Assert.Empty((await db.Get<AppListQuery>().RunAsync(AppFilter.Any, sort, int.MaxValue, 1000, false, null, Token)).Items);
    }

    [Fact]
    public async Task Labels_are_as_people_last_spelt_them()
    {
        await using var db = await CreateAsync();
        AppChange[] changes = [Seen(Estate.App("a") with { Owner = "PAYMENTS" }), Seen(Estate.App("b") with { Owner = " Payments", Tier = null }), Seen(Estate.App("c") with { Owner = null })];
        await db.RunAsync(changes);
        var options = db.Get<FilterOptionsQuery>();
        Assert.Equal(
            [new FilterOption("payments", "Payments", 2), new FilterOption("", "None", 1)], await options.RunAsync(KpiDimension.Owner, null, Token));
        Assert.Contains(new FilterOption("", "Unknown tier", 1), await options.RunAsync(KpiDimension.Tier, null, Token));
        Assert.Equal([new FilterOption("confidential", "Confidential", 3)], await options.RunAsync(KpiDimension.Sensitivity, null, Token));
        Assert.Equal([new FilterOption("public", "Public", 3)], await options.RunAsync(KpiDimension.Reachability, null, Token));
        Assert.Equal([new FilterOption("", "All apps", 3)], await options.RunAsync(KpiDimension.All, null, Token));
    }

    private static string Key(AppRow row, AppSortColumn column) => column switch
    {
        AppSortColumn.Name => KpiKeys.Fold(row.State.Name),
        AppSortColumn.Verdict => $"{Verdicts.InDisplayOrder.ToList().IndexOf(row.State.Verdict)}",
        AppSortColumn.Owner => KpiKeys.Fold(row.State.Owner),
        AppSortColumn.Since => $"{row.VerdictSince:O}",
        AppSortColumn.Subscription => row.SubscriptionName,
        AppSortColumn.Sensitivity => $"{(row.State.Sensitivity is { } s ? (int)s + 1 : 0)}",
        AppSortColumn.Tier => KpiKeys.Fold(row.State.Tier),
        AppSortColumn.CostCentre => KpiKeys.Fold(row.State.CostCentre),
    };

    private static List<string> Names(AppFilter filter) =>
        [.. Apps.Where(a => FilterOracle.Matches(filter, a)).Select(a => a.Name).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> FoundAsync(TestDatabase db, AppFilter filter)
    {
        var list = await MergeTests.ListAsync(db, filter);
        Assert.Equal(list.Items.Count, list.Total);
        return [.. list.Items.Select(i => i.State.Name).Order(StringComparer.Ordinal)];
    }
}
