using System.Globalization;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Tests.Estate;

/// <summary>The change feed must be the difference of what is served before and after.</summary>
public class ChangeFeedTests
{
    private static readonly DateTimeOffset YearEnd = SimulatorOptions.DefaultYearEnd;

    private static readonly GeneratedEstate Estate = new(400, 7, YearEnd);

    /// <summary>What rows carry but the feed does not follow: the site's copy of its plan's tier and of its configuration, and its own clock.</summary>
    private static readonly string[] Unfollowed = ["properties.sku", "properties.computeMode", "properties.siteConfig", "properties.lastModifiedTimeUtc", "properties.hostingEnvironmentProfile"];

    [Fact]
    public void Two_instants_differ_by_the_changes_between_them()
    {
        var (updates, lost) = (0, 0);
        for (var from = YearEnd.AddDays(-364); from < YearEnd; from = from.AddDays(13))
        {
            var until = from.AddDays(13);
            var feed = Rows(until.AddMinutes(5)).Where(r => r.At > from && r.At <= until).OrderBy(r => r.At).ToList();
            var (old, now) = (Sites(from), Sites(until));
            var readable = Estate.At(from).Subscriptions.Select(s => s.Id).Intersect(Estate.At(until).Subscriptions.Select(s => s.Id)).ToHashSet();
            foreach (var (id, site) in now.Where(s => readable.Contains(s.Value.Parts.Subscription!)))
            {
                var rows = feed.FindAll(r => r.Target == id);
                if (!old.TryGetValue(id, out var before))
                {
                    Assert.Contains(rows, r => r.Kind == "Create");
                }
                else if (!rows.Exists(r => r.Kind == "Create"))
                {
                    updates += Agree(before, site, rows);
                }
            }

            foreach (var id in old.Keys.Except(now.Keys).Where(i => readable.Contains(ResourceId.Parse(i).Subscription!)))
            {
                lost += feed.Exists(r => r.Target == id && r.Kind == "Delete") ? 0 : 1;
            }
        }

        Assert.True(updates > 50, $"{updates} differences");
        Assert.True(lost > 0);
    }

    [Fact]
    public void Every_row_tells_the_values_at_its_exact_instant()
    {
        var checkedRows = 0;
        for (var at = YearEnd.AddDays(-130); at <= YearEnd; at = at.AddDays(14))
        {
            foreach (var row in Rows(at).Where(r => r.Kind == "Update" && r.Type != "microsoft.web/serverfarms"))
            {
                var (before, after) = (Estate.At(row.At.AddTicks(-1)).Find(row.Target), Estate.At(row.At).Find(row.Target));
                foreach (var (key, values) in row.Changes.Where(c => before is not null && after is not null && !IsNoise(c.Key)))
                {
                    Assert.Equal((key, Value(before!, key), Value(after!, key)), (key, (string?)((Bag)values!)["previousValue"], (string?)((Bag)values!)["newValue"]));
                    checkedRows++;
                }
            }
        }

        Assert.True(checkedRows > 100, $"{checkedRows} values");
    }

    [Fact]
    public void Rows_are_there_from_minutes_after_the_change_for_two_weeks()
    {
        var row = Rows(YearEnd).Where(r => r.Kind == "Update").MinBy(r => r.At)!;
        bool Has(DateTimeOffset at) => Rows(at).Exists(r => r.Id == row.Id);
        Assert.False(Has(row.At.AddSeconds(1)));
        Assert.True(Has(row.At.AddMinutes(4)));
        Assert.True(Has(row.At.AddDays(14)));
        Assert.False(Has(row.At.AddDays(14).AddSeconds(1)));
    }

    [Fact]
    public void All_kinds_of_change_and_of_hands_occur()
    {
        var rows = Enumerable.Range(0, 26).SelectMany(i => Rows(YearEnd.AddDays(-14 * i))).ToList();
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(["Create", "Delete", "Update"], rows.Select(r => r.Kind).Distinct().Order());
        Assert.Equal(["microsoft.web/serverfarms", "microsoft.web/sites", "microsoft.web/sites/slots"], rows.Select(r => r.Type).Distinct().Order());
        Assert.Superset(new HashSet<string> { "User", "Application", "System" }, rows.Select(r => (string)r.Attributes["changedByType"]!).ToHashSet());
        Assert.Superset(
            new HashSet<string> { "Microsoft.Web/sites/write", "Microsoft.Web/sites/delete", "Microsoft.Web/sites/slots/slotsswap/action", "Microsoft.Web/serverfarms/write" },
            rows.Select(r => (string)r.Attributes["operation"]!).ToHashSet());
        var keys = rows.SelectMany(r => r.Changes.Keys).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "properties.clientCertEnabled", "properties.clientCertMode", "properties.clientCertExclusionPaths", "properties.httpsOnly", "properties.state", "properties.enabled", "sku.tier", "sku.name" },
            keys);
        Assert.Contains(keys, k => k.StartsWith("tags.", StringComparison.Ordinal));
        Assert.Contains(keys, IsNoise);
        Assert.All(rows.Where(r => r.Kind != "Update"), r => Assert.Equal((0L, 0), (r.Attributes["changesCount"], r.Changes.Count)));
    }

    private static int Agree(Resource before, Resource after, List<Row> rows)
    {
        var (old, now) = (Flat(before), Flat(after));
        var keys = old.Keys.Union(now.Keys).Where(k => old.GetValueOrDefault(k) != now.GetValueOrDefault(k)).ToList();
        foreach (var key in keys)
        {
            var values = rows.SelectMany(r => r.Changes).Where(c => c.Key == key).Select(c => (Bag)c.Value!).ToList();
            Assert.True(values.Count > 0, $"{before.Id} {key}: no row");
            Assert.Equal(old.GetValueOrDefault(key), values[0]["previousValue"]);
            Assert.Equal(now.GetValueOrDefault(key), values[^1]["newValue"]);
        }

        return keys.Count;
    }

    private static Dictionary<string, string?> Flat(Resource site)
    {
        var flat = new Dictionary<string, string?>();
        Add("properties", site.Graph!["properties"]);
        Add("tags", site.Graph["tags"]);
        return flat;

        void Add(string path, object? value)
        {
            if (Unfollowed.Contains(path))
            {
                return;
            }

            if (value is Bag bag)
            {
                foreach (var (key, inner) in bag)
                {
                    Add($"{path}.{key}", inner);
                }
            }
            else if (value is not null)
            {
                flat[path] = Text(value);
            }
        }
    }

    private static string? Value(Resource site, string key) => Flat(site).GetValueOrDefault(key);

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "True" : "False",
        // Some rows spell their flags as text; the feed spells all of them alike.
        string text when bool.TryParse(text, out var flag) => flag ? "True" : "False",
        string text => text,
        _ => Json.Text(value),
    };

    private static bool IsNoise(string key) =>
        key.StartsWith("properties.siteConfig.", StringComparison.Ordinal) || key is "properties.inProgressOperationId" or "properties.trafficManagerHostNames" or "properties.buildVersion";

    private static Dictionary<string, Resource> Sites(DateTimeOffset at) =>
        Estate.At(at).Rows(GraphSchema.Resources).Where(r => r.Parts.Type.StartsWith("microsoft.web/sites", StringComparison.Ordinal)).ToDictionary(r => r.Id);

    private static List<Row> Rows(DateTimeOffset at) => [.. Estate.At(at).Rows(GraphSchema.Changes).Select(r => new Row((Bag)r.Graph!["properties"]!, r.Id))];

    private sealed record Row(Bag Properties, string Id)
    {
        public Bag Attributes => (Bag)Properties["changeAttributes"]!;

        public DateTimeOffset At => DateTimeOffset.Parse((string)Attributes["timestamp"]!, CultureInfo.InvariantCulture);

        public string Target => (string)Properties["targetResourceId"]!;

        public string Type => (string)Properties["targetResourceType"]!;

        public string Kind => (string)Properties["changeType"]!;

        public Bag Changes => Properties.Get("changes") as Bag ?? [];
    }
}
