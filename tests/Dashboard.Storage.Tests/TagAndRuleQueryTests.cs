using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Counts by tag and by rule, against the lists behind their links and against plain code.</summary>
public abstract class TagAndRuleQueryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : TagAndRuleQueryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : TagAndRuleQueryTests(DatabaseProvider.PostgreSql);

    private static readonly TagFinding Internal = new(TagKind.Sensitivity, TagStanding.Used, "resource group", "dataClassification", "internal");

    private static readonly TagFinding Misspelt = new(TagKind.Sensitivity, TagStanding.Invalid, "app", "dataClassification", "confidental");

    private static readonly AppState[] Apps =
    [
        Tagged("a", Internal) with { Sensitivity = Sensitivity.Internal, InScope = false },
        Tagged("b", Internal with { Name = "DATACLASSIFICATION", Value = " Internal" }) with { Sensitivity = Sensitivity.Internal, InScope = false },
        Tagged("c", Internal, Misspelt with { Standing = TagStanding.PassedOver }) with { Sensitivity = Sensitivity.Internal, InScope = false },
        Untagged("d", "rg-One", Misspelt, Misspelt with { Level = "subscription" }),
        Untagged("e", "RG-ONE", Misspelt with { Value = "CONFIDENTAL" }),
        Untagged("f", "rg-Two", new TagFinding(TagKind.Sensitivity, TagStanding.Lookalike, "app", "data_class\0", "<b>\ud800%_:*|")),
        Untagged("g", "rg-One", TagFinding.Missing(TagKind.Sensitivity)) with { SubscriptionId = Estate.SubscriptionB },
        Estate.App("old") with { Sensitivity = null, InScope = null },
    ];

    [Fact]
    public async Task Each_count_of_the_report_is_the_list_behind_it()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Apps.Select(a => Seen(a)));
        var report = await db.Get<TagReportQuery>().RunAsync(AppFilter.Any, null, Token);
        Assert.Equal((8, 5, 1), (report.Apps, report.Unclassified, report.NotRecorded));
        Assert.Equal((3, 2, 1, 1), (
            report.Of(TagKind.Sensitivity, TagStanding.Used), report.Of(TagKind.Sensitivity, TagStanding.Invalid),
            report.Of(TagKind.Sensitivity, TagStanding.Lookalike), report.Of(TagKind.Sensitivity, TagStanding.Missing)));
        Assert.Equal(3, report.Found(TagKind.Sensitivity, "resource group"));
        Assert.Equal(4, report.Without(TagKind.Sensitivity));
        foreach (var row in report.Rows)
        {
            var filter = AppFilter.Any with { Tag = [row.Query] };
            Assert.Equal(row.Apps, await TotalAsync(db, filter));
            Assert.Equal(row.Unclassified, await TotalAsync(db, filter with { InScope = [ScopeChoice.Unclassified] }));
            Assert.Equal(Apps.Count(a => FilterOracle.Matches(filter, a)), row.Apps);
        }

        foreach (var count in report.Standings)
            Assert.Equal(count.Apps, await TotalAsync(db, AppFilter.Any with { Tag = [new TagQuery(count.Kind) { Standing = count.Standing }] }));
    }

    [Fact]
    public async Task The_report_follows_filter_and_moment()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync(Apps.Select(a => Seen(a)));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var mended = Apps[3] with { TagFindings = [Internal], Sensitivity = Sensitivity.Internal, InScope = false };
        await db.RunAsync([Seen(mended, await db.AppIdAsync(mended))]);
        var query = db.Get<TagReportQuery>();
        Assert.Equal(1, (await query.RunAsync(AppFilter.Any, null, Token)).Of(TagKind.Sensitivity, TagStanding.Invalid));
        Assert.Equal(2, (await query.RunAsync(AppFilter.Any, first.RunTime, Token)).Of(TagKind.Sensitivity, TagStanding.Invalid));
        Assert.Equal(1, (await query.RunAsync(new AppFilter { Subscription = [Estate.SubscriptionB] }, null, Token)).Apps);
        Assert.Null((await query.RunAsync(AppFilter.Any, first.RunTime.AddDays(-1), Token)).Run);
    }

    [Fact]
    public async Task Tag_queries_combine_and_hostile_ones_find_nothing()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Apps.Select(a => Seen(a)));
        AppFilter[] filters =
        [
            new() { Tag = [new(TagKind.Sensitivity) { Value = " CONFIDENTAL " }] },
            new() { Tag = [new(TagKind.Sensitivity) { Standing = TagStanding.Missing }, new(TagKind.Sensitivity) { Level = "Subscription" }] },
            new() { Tag = [new(TagKind.Sensitivity) { Level = "\0" }] }, new() { Tag = [new(TagKind.Sensitivity) { Name = "%", Value = "_" }] },
            new() { Tag = [new(TagKind.Sensitivity) { Value = "<b>\ud800%_:*|" }], Stopped = false }, new() { Tag = [new(TagKind.Owner)] },
            new() { RuleResult = [new("MTLS001", RuleResult.Fail)] }, new() { RuleResult = [new("%", RuleResult.Fail)] },
            new() { RuleResult = [new("mtls001", RuleResult.Pass), new("MTLS002", RuleResult.Unknown)], Text = "a" },
        ];
        foreach (var filter in filters)
        {
            var found = (await MergeTests.ListAsync(db, filter)).Items.Select(i => i.State.Name).Order(StringComparer.Ordinal);
            Assert.Equal(Apps.Where(a => FilterOracle.Matches(filter, a)).Select(a => a.Name).Order(StringComparer.Ordinal), found);
        }
    }

    [Fact]
    public async Task Gains_are_apps_without_a_value_by_group_and_subscription_most_first()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Apps.Select(a => Seen(a)));
        var query = db.Get<TagGainQuery>();
        var groups = await query.RunAsync(AppFilter.Any, TagKind.Sensitivity, false, 1, 10, null, Token);
        Assert.Equal(4, groups.Total);
        Assert.Equal([2, 1, 1, 1], groups.Items.Select(g => g.Apps));
        foreach (var gain in groups.Items)
        {
            var behind = TagGaps.Of(TagKind.Sensitivity) with { Text = gain.ResourceId + "/" };
            Assert.Equal(gain.Apps, await TotalAsync(db, behind));
        }

        var subscriptions = await query.RunAsync(AppFilter.Any, TagKind.Sensitivity, true, 1, 1, null, Token);
        Assert.Equal((2, 4, Estate.SubscriptionA), (subscriptions.Total, subscriptions.Items[0].Apps, subscriptions.Items[0].SubscriptionId));
        Assert.Empty((await query.RunAsync(AppFilter.Any, TagKind.Owner, false, 1, 10, null, Token)).Items);
        Assert.Equal(3, (await query.RunAsync(AppFilter.Any, TagKind.Sensitivity, false, 2, 1, null, Token)).Total - 1);
    }

    [Fact]
    public async Task Results_of_all_rules_are_the_lists_behind_them()
    {
        await using var db = await CreateAsync();
        AppState[] apps =
        [
            Estate.App("a"), Estate.App("b", verdict: Verdict.Enforced), Estate.App("c") with { Rules = [new("MTLS001", RuleResult.Unknown, Severity.Low, "x=1|MTLS002=1|")] },
            Estate.App("d", Estate.SubscriptionB) with { Rules = [new("MTLS001", RuleResult.NotApplicable, Severity.Low, "")] }, Estate.App("e") with { Rules = [] },
        ];
        var first = await db.RunAsync(apps.Select(a => Seen(a)));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var mended = Estate.App("a", verdict: Verdict.Enforced);
        await db.RunAsync([Seen(mended, await db.AppIdAsync(mended))]);

        var query = db.Get<RuleCountsQuery>();
        var now = await query.RunAsync(AppFilter.Any, null, Token);
        Assert.Equal((5, new RuleCounts(2, 0, 1, 1)), (now.Apps, now.Rules["MTLS001"]));
        Assert.Equal(new RuleCounts(1, 1, 1, 1), (await query.RunAsync(AppFilter.Any, first.RunTime, Token)).Rules["MTLS001"]);
        Assert.Equal(new RuleCounts(0, 0, 1, 0), (await query.RunAsync(new AppFilter { Subscription = [Estate.SubscriptionB] }, null, Token)).Rules["MTLS001"]);
        foreach (var (id, counts) in now.Rules)
        {
            foreach (var result in Enum.GetValues<RuleResult>())
                Assert.Equal(counts.Of(result), await TotalAsync(db, AppFilter.Any with { RuleResult = [new(id, result)] }));
            Assert.Equal(counts.Fail, await TotalAsync(db, AppFilter.Any with { FailedRule = [id] }));
        }

        Assert.Empty((await query.RunAsync(AppFilter.Any, first.RunTime.AddDays(-1), Token)).Rules);
    }

    private static AppState Tagged(string name, params TagFinding[] findings) => Estate.App(name) with { TagFindings = findings };

    private static AppState Untagged(string name, string group, params TagFinding[] findings) => Tagged(name, findings) with
    {
        ResourceId = $"/subscriptions/{(name == "g" ? Estate.SubscriptionB : Estate.SubscriptionA)}/resourceGroups/{group}/providers/Microsoft.Web/sites/{name}",
        ResourceGroup = group,
        Sensitivity = null,
        InScope = null,
    };

    private static async Task<int> TotalAsync(TestDatabase db, AppFilter filter) => (await MergeTests.ListAsync(db, filter)).Total;
}
