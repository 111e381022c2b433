using System.Globalization;
using Dashboard.Simulator.CommandLine;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;
using Dashboard.Simulator.Truth;

namespace Dashboard.Simulator.Tests.Truth;

/// <summary>What the truth says must be what the documents show, day by day, although neither is made from the other.</summary>
public class TruthTests
{
    private static readonly DateTimeOffset YearEnd = SimulatorOptions.DefaultYearEnd;

    [Theory]
    [InlineData(120, 7, 0)]
    [InlineData(120, 3, 60)]
    [InlineData(250, 5, 120)]
    public void Every_day_shows_what_is_true(int apps, long seed, int before)
    {
        const int Days = 62;
        var asOf = YearEnd.AddDays(-before);
        var truth = TruthDocument.Of(new TruthOptions(apps, seed, asOf, Days, YearEnd));
        var estate = new GeneratedEstate(apps, seed, YearEnd);
        var told = Apps(truth).ToList();
        var seen = new HashSet<string>();
        for (var at = asOf.AddDays(-Days); at <= asOf; at = at.AddHours(23))
        {
            var snapshot = estate.At(at);
            var readable = Readable(truth, at);
            Assert.Equal(readable.Order(), snapshot.Subscriptions.Select(s => s.Id).Order());
            var expected = told.Where(a => IdAt(a, at) is { } id && readable.Contains(ResourceId.Parse(id).Subscription!)).ToDictionary(a => IdAt(a, at)!);
            var sites = Served.Sites(snapshot).ToDictionary(s => s.Id);
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), sites.Keys.Order(StringComparer.Ordinal));
            foreach (var (id, site) in sites)
            {
                var verdict = At(expected[id], "verdicts", at);
                Assert.Equal(
                    (id, Served.Verdict(snapshot, site), Served.InScope(snapshot, site)),
                    (id, (string)verdict!["verdict"]!, (bool?)verdict["inScope"]));
                Assert.Equal(Served.Property(site.Arm!, "defaultHostName"), expected[id]["defaultHostName"]);
                seen.Add((string)verdict["verdict"]!);
            }
        }

        Assert.Superset(new HashSet<string> { "Enforced", "Gaps", "NotEnforced", "Unsupported", "NotApplicable" }, seen);
    }

    [Fact]
    public void Changes_and_verdicts_agree()
    {
        var truth = TruthDocument.Of(new TruthOptions(400, 7, YearEnd, 90, YearEnd));
        foreach (var app in Apps(truth))
        {
            foreach (var change in Items(app, "changes"))
            {
                var at = Time(change["at"]!);
                Assert.Equal(change["verdictBefore"], At(app, "verdicts", at.AddTicks(-1))?["verdict"]);
                Assert.Equal(change["verdictAfter"], At(app, "verdicts", at)?["verdict"]);
            }

            foreach (var verdict in Items(app, "verdicts").Where(v => v["from"] is not null))
            {
                // A verdict begins with a change of the app or its plan, or with its subscription or its app's tags.
                Assert.True(
                    Items(app, "changes").Any(c => Equals(c["at"], verdict["from"]))
                    || Items(truth, "subscriptions").Any(s => Equals(s["arrivedAt"], verdict["from"]))
                    || Apps(truth).Any(a => Items(a, "changes").Any(c => Equals(c["at"], verdict["from"]))), $"{app["key"]} {verdict["from"]}");
            }
        }
    }

    [Fact]
    public void Everything_that_can_happen_is_told()
    {
        var truth = TruthDocument.Of(new TruthOptions(400, 7, YearEnd, 365, YearEnd));
        Assert.NotEmpty(Items(truth, "moves"));
        Assert.NotEmpty(Items(truth, "swaps"));
        Assert.NotEmpty(Items(truth, "recreations"));
        Assert.All(Items(truth, "recreations"), r => Assert.Equal(2, Apps(truth).Count(a => Items(a, "ids").Any(i => Equals(i["id"], r["id"])))));
        Assert.All(Items(truth, "moves"), m => Assert.Contains(Apps(truth), a =>
            Items(a, "ids").Any(i => Equals(i["id"], m["from"]) && Equals(i["to"], m["at"])) && Items(a, "ids").Any(i => Equals(i["id"], m["to"]) && Equals(i["from"], m["at"]))));
        Assert.Contains(Items(truth, "subscriptions"), s => s["arrivedAt"] is not null);
        Assert.Contains(Items(truth, "subscriptions"), s => s["cancelledAt"] is not null);
        Assert.Contains(Items(truth, "subscriptions"), s => Items(s, "readable").Count() == 2);
        Assert.Contains(Apps(truth), a => a["deleteInFeed"] is true);
        Assert.Contains(Apps(truth), a => a["deleteInFeed"] is false);
        Assert.Contains(Apps(truth).SelectMany(a => Items(a, "changes")), c => c["inFeed"] is false && c["changeId"] is null);
        Assert.Contains(Apps(truth).SelectMany(a => Items(a, "changes")), c => ((object?[])c["properties"]!).Contains("sku.tier"));
    }

    [Fact]
    public async Task The_verb_prints_one_document()
    {
        Assert.Equal(0, await Runner.RunAsync(["truth", "--help"]));
        Assert.Equal(64, await Runner.RunAsync(["truth"]));
        Assert.Equal(64, await Runner.RunAsync(["truth", "--as-of", "2026-11-01", "--port", "1"]));
        Assert.Equal(64, await Runner.RunAsync(["truth", "--as-of", "2026-11-01", "--days"]));
        var options = TruthOptions.Parse(["--as-of", "2026-11-01", "--seed=3", "--apps", "50", "--days", "10", "--year-end", "2027-01-01"])!;
        Assert.Equal((50, 3L, 10, 2027), (options.Apps, options.Seed, options.Days, options.YearEnd.Year));
        Assert.Equal(options.AsOf.AddDays(-10), options.From);
    }

    private static IEnumerable<Bag> Apps(Bag truth) => Items(truth, "apps");

    private static IEnumerable<Bag> Items(Bag bag, string key) => ((object?[])bag[key]!).Cast<Bag>();

    private static HashSet<string> Readable(Bag truth, DateTimeOffset at) =>
        [.. Items(truth, "subscriptions").Where(s => Items(s, "readable").Any(r => Holds(r, at))).Select(s => (string)s["id"]!)];

    private static string? IdAt(Bag app, DateTimeOffset at) => (string?)At(app, "ids", at)?["id"];

    private static Bag? At(Bag app, string key, DateTimeOffset at) => Items(app, key).SingleOrDefault(s => Holds(s, at));

    private static bool Holds(Bag stretch, DateTimeOffset at) =>
        (stretch["from"] is null || Time(stretch["from"]!) <= at) && (stretch["to"] is null || at < Time(stretch["to"]!));

    private static DateTimeOffset Time(object text) => DateTimeOffset.Parse((string)text, CultureInfo.InvariantCulture);
}
