using System.Text.Json.Nodes;
using Dashboard.Core.Runs;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Storage;

namespace Dashboard.Web.Tests.Remediation;

/// <summary>
/// The export of findings before and after a lost subscription and ten days without a run: rows that were closed do not differ, and
/// nothing was closed in between.
/// </summary>
public abstract class ClosedFindingsTests(DatabaseProvider provider)
{
    public sealed class OnSqlite() : ClosedFindingsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ClosedFindingsTests(DatabaseProvider.PostgreSql);

    private const int LostDays = 3;

    private static readonly DateTimeOffset Start = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>What a row says of its app is as of the moment: a role that was lost changes these two.</summary>
    private static readonly string[] OfTheRole = ["verdict", "stale"];

    /// <summary>And a year of life all of them. The rest is the finding's own, and stands once it has ended.</summary>
    private static readonly string[] OfTheApp =
    [
        .. OfTheRole, "resourceId", "name", "subscriptionId", "subscriptionName", "inScope", "owner", "costCentre", "environment", "scenario",
    ];

    [Fact]
    public async Task Over_an_estate_that_stands_still_nothing_is_closed_and_what_was_closed_stays_as_it_was()
    {
        await using var world = await FilledAsync();
        var before = await world.ExportAsync();
        var lost = MostOpen(before);

        for (var day = 0; day < LostDays; day++) await world.NextDayAsync(RunStatus.Partial, lives: false, new ReaderLostFault(lost));
        var without = await world.ExportAsync();
        AssertClosedAlike(before, without);
        Assert.All(without.Values.Where(f => Open(f) && Of(f, lost)), f => Assert.True((bool)f["stale"]!));

        world.Clock.Advance(TimeSpan.FromDays(10));
        AssertClosedAlike(before, await world.ExportAsync());

        await world.NextDayAsync(RunStatus.Succeeded, lives: false);
        var after = await world.ExportAsync();
        AssertClosedAlike(before, after);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.DoesNotContain(after.Values, f => (bool)f["stale"]!);
    }

    [Fact]
    public async Task Over_an_estate_that_lives_on_only_what_was_read_is_closed_and_no_earlier_than_it_was_read()
    {
        await using var world = await FilledAsync();
        var (then, before) = (world.Clock.GetUtcNow(), await world.ExportAsync());
        var lost = MostOpen(before);

        for (var day = 0; day < LostDays; day++) await world.NextDayAsync(RunStatus.Partial, lives: true, new ReaderLostFault(lost));
        var (lastRun, without) = (world.Clock.GetUtcNow(), await world.ExportAsync());
        AssertStandsAsItWas(before, without, OfTheApp);
        Assert.DoesNotContain(without.Values, f => !Open(f) && Of(f, lost) && Open(before[(long)f["id"]!]));

        world.Clock.Advance(TimeSpan.FromDays(10));
        var skipped = world.Clock.GetUtcNow();
        AssertClosedAlike(without, await world.ExportAsync());

        await world.NextDayAsync(RunStatus.Succeeded);
        var after = await world.ExportAsync();
        AssertStandsAsItWas(without, after, OfTheApp);
        var closed = after.Values.Where(f => !Open(f) && without.TryGetValue((long)f["id"]!, out var was) && Open(was)).ToList();
        Assert.NotEmpty(closed);
        Assert.All(closed, f => Assert.Equal(world.Clock.GetUtcNow(), (DateTimeOffset)f["endSeen"]!));
        Assert.Contains(closed, f => (DateTimeOffset)f["ended"]! < skipped);

        // What was told of each moment is told of it still, to the last letter: also of the days without a run.
        AssertSameFile(before, await world.ExportAsync(then));
        AssertSameFile(without, await world.ExportAsync(lastRun));
        AssertClosedAlike(without, await world.ExportAsync(lastRun.AddDays(5)));
    }

    private async Task<ExportWorld> FilledAsync()
    {
        var world = await ExportWorld.CreateAsync(provider, Start);
        for (var day = 0; day < 45; day++) await world.NextDayAsync(RunStatus.Succeeded);
        var closed = (await world.ExportAsync()).Values.Where(f => !Open(f)).ToList();
        Assert.True(closed.Count >= 10 && closed.Select(f => (string)f["end"]!).Distinct().Count() >= 2, $"Only {closed.Count} are closed.");
        return world;
    }

    private static bool Open(JsonObject finding) => finding["end"] is null;

    private static bool Of(JsonObject finding, string subscription) => (string)finding["subscriptionId"]! == subscription;

    private static string MostOpen(IReadOnlyDictionary<long, JsonObject> findings)
    {
        var lost = findings.Values.Where(Open).GroupBy(f => (string)f["subscriptionId"]!).MaxBy(g => g.Count())!.Key;
        // Else the test would say nothing about closed findings of what was lost.
        Assert.Contains(findings.Values, f => !Open(f) && Of(f, lost));
        return lost;
    }

    private static void AssertClosedAlike(IReadOnlyDictionary<long, JsonObject> before, IReadOnlyDictionary<long, JsonObject> after)
    {
        Assert.Equal(before.Where(f => !Open(f.Value)).Select(f => f.Key).Order(), after.Where(f => !Open(f.Value)).Select(f => f.Key).Order());
        AssertStandsAsItWas(before, after, OfTheRole);
    }

    private static void AssertStandsAsItWas(IReadOnlyDictionary<long, JsonObject> before, IReadOnlyDictionary<long, JsonObject> after, string[] but)
    {
        foreach (var (id, row) in before.Where(f => !Open(f.Value))) Assert.Equal(Text(row, but), Text(after[id], but));
    }

    private static void AssertSameFile(IReadOnlyDictionary<long, JsonObject> before, IReadOnlyDictionary<long, JsonObject> after) =>
        Assert.Equal(before.Select(f => Text(f.Value)), after.Select(f => Text(f.Value)));

    private static string Text(JsonObject row, params string[] without) =>
        string.Join('\n', row.Where(p => !without.Contains(p.Key)).Select(p => $"{p.Key} {p.Value?.ToJsonString()}"));
}
