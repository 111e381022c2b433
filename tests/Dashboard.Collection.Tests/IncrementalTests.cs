using System.Text.Json.Nodes;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using static Dashboard.Collection.Tests.EstateRows;

namespace Dashboard.Collection.Tests;

/// <summary>
/// A run that knows apps again by their rows gives what a run gives that judges them all: the same estates, told day by day to
/// two histories, of which one's estate keeps no rows.
/// </summary>
public abstract class IncrementalTests(DatabaseProvider provider)
{
    public sealed class OnSqlite() : IncrementalTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : IncrementalTests(DatabaseProvider.PostgreSql);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Knowing_apps_again_gives_what_judging_them_all_gives(int seed)
    {
        var random = new Random(seed);
        await using var known = await CollectionWorld.CreateAsync(provider);
        await using var judged = await CollectionWorld.CreateAsync(provider);
        judged.Estate.KeepsNoRows = true;
        var estate = new ChangingRows();
        for (var day = 0; day < 7; day++)
        {
            var what = day == 0 ? "" : string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => estate.Change(random)));
            var pause = TimeSpan.FromDays(random.Next(6) == 0 ? 8 : 1);
            var results = new List<string>();
            foreach (var world in new[] { known, judged })
            {
                world.Clock.Advance(pause);
                world.Judgement = estate.Judgement;
                await world.ServeRowsAsync(estate.Rows());
                var result = await world.CollectAsync();
                var (states, events) = (await StatesAsync(world), await EventsAsync(world));
                results.Add($"day {day} ({what}): {result.Status}, {result.Changed} changed\n{states}\n{events}");
            }

            Assert.Equal(results[1], results[0]);
        }
    }

    /// <summary>Each of the things that a judgement hangs on, alone, while every app's own row stays as it was.</summary>
    [Theory]
    [InlineData("group tags")]
    [InlineData("subscription tags")]
    [InlineData("plan tier")]
    [InlineData("settings")]
    [InlineData("allow-list")]
    [InlineData("production")]
    public async Task What_a_judgement_hangs_on_is_noticed_although_the_row_is_as_it_was(string what)
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        var estate = new ChangingRows();
        await world.ServeRowsAsync(estate.Rows());
        await world.CollectAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(estate.Rows());
        Assert.Equal(0, (await world.CollectAsync()).Changed);

        estate.Change(what);
        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Judgement = estate.Judgement;
        await world.ServeRowsAsync(estate.Rows());
        Assert.True((await world.CollectAsync()).Changed > 0);
        var slot = (await world.AppsAsync()).Values.Single(a => a.State.IsSlot).State;
        Assert.Equal(what is not ("production" or "plan tier"), slot.Rules.Single(r => r.Id == "MTLS010").Result == RuleResult.Fail);
    }

    [Fact]
    public async Task An_app_that_ARM_completed_is_asked_for_in_each_run()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(File(Plan(First), Site(First, "bare"), Site(First, "whole"), Configuration(First, "whole")));
        var first = await world.CollectAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        var second = await world.CollectAsync();
        Assert.Equal((1, 1, 0), (first.Report!.ArmReads, second.Report!.ArmReads, second.Changed));
    }

    private static async Task<string> StatesAsync(CollectionWorld world)
    {
        var apps = await world.AppsAsync();
        return string.Join('\n', apps.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a =>
            $"{a.Key} {a.Value.FirstSeen:O} {a.Value.LastSeen:O} {a.Value.VerdictSince:O} {a.Value.State} {string.Join(' ', a.Value.State.Rules)}"));
    }

    private static async Task<string> EventsAsync(CollectionWorld world)
    {
        var events = await world.Query<EventListQuery>().RunAsync(AppFilter.Any, new EventFilter(), 1, 1000, null, CancellationToken.None);
        return string.Join('\n', events.Items.Select(e => e.ToString()).Order(StringComparer.Ordinal));
    }

    /// <summary>An estate file that changes in every way that a judgement hangs on.</summary>
    private sealed class ChangingRows
    {
        private const int Apps = 6;

        private static readonly string[] Ways =
            ["app", "group tags", "subscription tags", "plan tier", "settings", "allow-list", "production", "lost subscription", "gone", "bare", "owner"];

        private readonly HashSet<string> _on = [];
        private readonly int[] _changes = new int[Apps];

        public JudgementSettings Judgement => new()
        {
            Unclassified = _on.Contains("settings") ? UnclassifiedScope.InScope : UnclassifiedScope.OwnGroup,
            AllowedExclusions = _on.Contains("allow-list") ? ["/health"] : [],
        };

        public string Change(Random random)
        {
            var way = Ways[random.Next(Ways.Length)];
            if (way == "app") _changes[random.Next(Apps)]++;
            else Change(way);
            return way;
        }

        public void Change(string way)
        {
            if (!_on.Remove(way)) _on.Add(way);
        }

        public string Rows() => File(new[] { First, Second }.Where(s => s == First || !_on.Contains("lost subscription")).SelectMany(In));

        private IEnumerable<JsonObject> In(string subscription)
        {
            yield return Tagged($"/subscriptions/{subscription}", _on.Contains("subscription tags") ? "internal" : "public", subscription);
            var group = Group(subscription, _on.Contains("group tags") ? Tags() : new JsonObject { ["environment"] = "prod" });
            yield return group;
            var plan = Plan(subscription);
            if (_on.Contains("plan tier")) plan["sku"]!["tier"] = "Free";
            yield return plan;
            for (var i = 0; i < Apps; i++)
            {
                var name = $"app-{i}";
                if (i == 5 && _on.Contains("gone")) continue;
                var tags = i == 1 ? Tags() : i == 2 && _on.Contains("owner") ? new JsonObject { ["owner"] = "ops" } : [];
                yield return Site(subscription, name, Properties(i), tags);
                if (i != 4 || !_on.Contains("bare")) yield return Configuration(subscription, name);
            }

            if (subscription == Second) yield break;
            foreach (var row in Slot(subscription)) yield return row;
        }

        private JsonObject Properties(int app)
        {
            var properties = new JsonObject { ["httpsOnly"] = _changes[app] % 2 == 0, ["state"] = _changes[app] % 3 == 0 ? "Running" : "Stopped" };
            if (app == 3) properties["clientCertExclusionPaths"] = "/health";
            if (app == 0) properties["clientCertEnabled"] = !_on.Contains("production");
            return properties;
        }

        // Its own row never changes; it is worse than its production app until that gets as bad, or the plan makes both so.
        private static IEnumerable<JsonObject> Slot(string subscription)
        {
            var slot = Site(subscription, "app-0/slots/staging", new JsonObject { ["clientCertEnabled"] = false }, []);
            slot["name"] = "app-0/staging";
            slot["type"] = "microsoft.web/sites/slots";
            var configuration = Configuration(subscription, "app-0/slots/staging");
            configuration["type"] = "microsoft.web/sites/slots/config";
            return [slot, configuration];
        }

        private static JsonObject Tagged(string id, string classification, string subscription) => new()
        {
            ["id"] = id,
            ["name"] = subscription,
            ["type"] = "microsoft.resources/subscriptions",
            ["subscriptionId"] = subscription,
            ["tags"] = new JsonObject { ["dataClassification"] = classification },
            ["properties"] = new JsonObject(),
        };
    }
}
