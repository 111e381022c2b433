using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What is found under an id at a moment, where apps moved: the one that bore it then.</summary>
public abstract class MovedAppTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly AppState Here = Estate.App("pay", verdict: Verdict.Enforced);
    private static readonly AppState There = In(Here, "rg-New");
    private static readonly AppState Elsewhere = In(Here, "rg-Other");

    public sealed class OnSqlite() : MovedAppTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : MovedAppTests(DatabaseProvider.PostgreSql);

    [Theory]
    [InlineData("rg-shop")]
    [InlineData("rg-shop/providers")]
    public async Task Text_finds_an_app_by_the_id_that_it_bore_then(string formerly)
    {
        await using var db = await CreateAsync();
        var (before, after) = await MovedAsync(db);

        foreach (var (text, moment, found) in new (string, DateTimeOffset?, int)[]
        {
            (formerly, before, 1), (formerly, after, 0), (formerly, null, 0), ("RG-NEW", before, 0), ("rg-new", after, 1), ("rg-new", null, 1),
        })
        {
            var filter = new AppFilter { Text = text };
            var list = await db.Get<AppListQuery>().RunAsync(filter, AppSort.Default, 1, 10, false, moment, Token);
            Assert.Equal((text, moment, found, found), (text, moment, list.Total, list.Items.Count));
            Assert.All(list.Items, a => Assert.Contains(text, a.State.ResourceId, StringComparison.OrdinalIgnoreCase));
            var counts = await db.Get<OverviewQuery>().RunAsync(filter, moment, Token);
            Assert.Equal((text, moment, found), (text, moment, counts!.Counts.Total));
        }
    }

    [Fact]
    public async Task A_trend_under_text_says_what_the_list_said_on_each_day()
    {
        await using var db = await CreateAsync();
        var (before, after) = await MovedAsync(db);
        var (first, last) = (DateOnly.FromDateTime(before.UtcDateTime), DateOnly.FromDateTime(after.UtcDateTime));
        var trend = await db.Get<CoverageTrendQuery>().RunAsync(new AppFilter { Text = "rg-shop" }, first, db.Clock.GetUtcNow(), Token);
        Assert.Equal((1, 0), (trend.Days.Single(d => d.Day == first).Counts.Total, trend.Days.Single(d => d.Day == last).Counts.Total));
    }

    [Fact]
    public async Task Lists_of_the_past_are_found_by_the_id_then_and_by_the_id_that_they_show()
    {
        await using var db = await CreateAsync();
        await MovedAsync(db);
        foreach (var (text, states, events) in new[] { ("rg-shop", 1, 0), ("rg-new", 2, 1), ("rg-none", 0, 0) })
        {
            var filter = new AppFilter { Text = text };
            Assert.Equal((text, states), (text, (await db.Get<HistoryQuery>().RunAsync(filter, 1, 10, null, Token)).Total));
            Assert.Equal((text, events), (text, (await db.Get<EventListQuery>().RunAsync(filter, EventFilter.Any, 1, 10, null, Token)).Total));
        }
    }

    [Fact]
    public async Task An_id_leads_to_its_bearer_of_the_moment_although_another_app_took_it_over()
    {
        await using var db = await CreateAsync();
        var other = In(Estate.App("pay"), "rg-Other") with { Owner = "Other" };
        var first = await db.RunAsync([Seen(Here), Seen(other)]);
        var (one, two) = (await db.AppIdAsync(Here), await db.AppIdAsync(other));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var left = await db.RunAsync([Move(one, There)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var taken = await db.RunAsync([Move(two, Here)]);

        Assert.Equal(one, await BearerAsync(db, Here, first.RunTime));
        Assert.Equal(one, await BearerAsync(db, Here, left.RunTime));
        Assert.Equal(two, await BearerAsync(db, Here, taken.RunTime));
        Assert.Equal(two, await BearerAsync(db, Here, null));
        Assert.Equal(two, await BearerAsync(db, other, first.RunTime));
        Assert.Equal(two, await BearerAsync(db, other, null));
    }

    [Fact]
    public async Task The_last_bearer_of_an_id_is_found_whether_it_moved_away_or_is_gone()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync([Seen(Here)]);
        var one = await db.AppIdAsync(Here);
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([new AppChange.Decommissioned(one)]);
        await db.RunAsync([Seen(Elsewhere)]);
        var two = await db.AppIdAsync(Elsewhere);
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([Move(two, Here)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([Move(two, There)]);

        Assert.Equal(one, await BearerAsync(db, Here, first.RunTime));
        Assert.Equal(two, await BearerAsync(db, Here, null));
    }

    [Fact]
    public async Task A_missing_tag_is_counted_in_the_group_that_the_app_was_in()
    {
        await using var db = await CreateAsync();
        var (before, after) = await MovedAsync(db, Here with { Owner = null });
        foreach (var (moment, group) in new (DateTimeOffset?, string)[] { (before, "rg-Shop"), (after, "rg-New"), (null, "rg-New") })
        {
            var gains = await db.Get<TagGainQuery>().RunAsync(AppFilter.Any, TagKind.Owner, false, 1, 10, moment, Token);
            Assert.Equal((moment, group, 1), (moment, Assert.Single(gains.Items).ResourceGroup, gains.Items[0].Apps));
        }
    }

    [Fact]
    public async Task A_slot_belongs_to_the_app_whose_id_it_bore_then()
    {
        await using var db = await CreateAsync();
        var slot = Here with { ResourceId = $"{Here.ResourceId}/slots/staging", Name = "pay/staging", IsSlot = true };
        var first = await db.RunAsync([Seen(Here), Seen(slot)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync(
            [Move(await db.AppIdAsync(Here), There), Move(await db.AppIdAsync(slot), In(slot, "rg-New"))]);

        Assert.Equal([slot.ResourceId], await RelatedAsync(db, Here, first.RunTime));
        Assert.Empty(await RelatedAsync(db, There, first.RunTime));
        Assert.Empty(await RelatedAsync(db, Here, second.RunTime));
        Assert.Equal([In(slot, "rg-New").ResourceId], await RelatedAsync(db, There, null));
    }

    private static async Task<(DateTimeOffset Before, DateTimeOffset After)> MovedAsync(TestDatabase db, AppState? app = null)
    {
        app ??= Here;
        var first = await db.RunAsync([Seen(app)]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync([Move(await db.AppIdAsync(app), In(app, "rg-New"))]);
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([]);
        return (first.RunTime, second.RunTime);
    }

    private static AppChange.Moved Move(long app, AppState to) => new(app, to, StateFingerprint.Of(to, "1.0"))
    {
        Events = [new AppEvent { Kind = AppEventKind.Moved, OccurredAt = Start, VerdictBefore = to.Verdict, VerdictAfter = to.Verdict }],
    };

    private static AppState In(AppState app, string group) => app with
    {
        ResourceGroup = group,
        ResourceId = app.ResourceId.Replace("rg-Shop", group, StringComparison.Ordinal),
    };

    private static async Task<IEnumerable<string>> RelatedAsync(TestDatabase db, AppState app, DateTimeOffset? asOf) =>
        (await db.Get<RelatedAppsQuery>().RunAsync(app.ResourceId, asOf, Token)).Select(r => r.ResourceId);

    private static async Task<long> BearerAsync(TestDatabase db, AppState app, DateTimeOffset? asOf) =>
        (await db.Get<AppDetailQuery>().RunAsync(app.ResourceId, asOf, Token))!.Row.AppId;
}
