using System.Text.Json.Nodes;
using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using static Dashboard.Collection.Tests.EstateRows;

namespace Dashboard.Collection.Tests;

/// <summary>A change record that a run read while it could not tell it of its app is told when the app is back.</summary>
public abstract class LateRecordTests(DatabaseProvider provider)
{
    public sealed class OnSqlite() : LateRecordTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : LateRecordTests(DatabaseProvider.PostgreSql);

    private static readonly string Before = Estate([], Tags());
    private static readonly string After = Estate(new JsonObject { ["clientCertMode"] = "Optional" }, Tags());

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public async Task What_happened_to_an_app_that_stood_stale_is_told_with_its_time_and_author(int days)
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Before);
        await world.CollectAsync();

        var record = Record(world, TimeSpan.FromHours(18), new PropertyChange("properties.clientCertMode", "Required", "Optional"));
        for (var day = 1; day < days; day++)
        {
            world.Clock.Advance(TimeSpan.FromDays(1));
            await world.ServeRowsAsync(After);
            world.Estate.Lost = SiteId(First, "two");
            Assert.Equal(RunStatus.Partial, (await world.CollectAsync()).Status);
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Estate.Lost = null;
        await world.ServeRowsAsync(After);
        var back = await world.CollectAsync();
        Assert.Equal(RunStatus.Succeeded, back.Status);
        Assert.DoesNotContain(back.Report!.Warnings, w => w.Contains("14 days", StringComparison.Ordinal));
        var told = Assert.Single(await EventsAsync(world), e => e.Event.Kind == AppEventKind.Changed);
        Assert.Equal((true, record.At, record.Author.ChangedBy), (told.Event.Exact, told.Event.OccurredAt, told.Event.Author?.ChangedBy));
    }

    [Fact]
    public async Task A_tag_that_only_looks_like_one_of_the_standard_is_told_with_its_author()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Estate([], new JsonObject { ["dataClassification"] = "confidential" }));
        await world.CollectAsync();

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(Estate([], new JsonObject { ["dataClassification"] = "confidential", ["Owners"] = "payments" }));
        var record = Record(world, TimeSpan.FromHours(-6), new PropertyChange("tags.Owners", null, "payments"));
        await world.CollectAsync();
        var told = Assert.Single(await EventsAsync(world));
        Assert.Equal((AppEventKind.Changed, record.Author.ChangedBy), (told.Event.Kind, told.Event.Author?.ChangedBy));
    }

    private static string Estate(JsonObject properties, JsonObject tags) => File(
        Plan(First), Site(First, "one"), Configuration(First, "one"),
        Site(First, "two", properties, tags), Configuration(First, "two"));

    private static ResourceChange Record(CollectionWorld world, TimeSpan from, PropertyChange change)
    {
        var record = new ResourceChange(
            "change-1", SiteId(First, "two"), ResourceChangeType.Update, world.Clock.GetUtcNow() + from,
            new ChangeAuthor("mira@contoso.example", "User", "Azure Portal", "Microsoft.Web/sites/write"), [change]);
        world.Estate.Records.Add(record);
        return record;
    }

    private static async Task<List<EventRow>> EventsAsync(CollectionWorld world)
    {
        var events = new List<EventRow>();
        await foreach (var row in world.Query<EventListQuery>().StreamAsync(AppFilter.Any, EventFilter.Any, null, CancellationToken.None)) events.Add(row);
        return events;
    }
}
