using System.Text.Json.Nodes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using static Dashboard.Collection.Tests.EstateRows;

namespace Dashboard.Collection.Tests;

/// <summary>Thousands of apps over many pages, with missing, null, wrongly typed and unknown values.</summary>
public abstract class OddValuesTests(DatabaseProvider provider)
{
    public sealed class OnSqlite() : OddValuesTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : OddValuesTests(DatabaseProvider.PostgreSql);

    private const int Apps = 4200;

    /// <summary>An odd value of one property, with the verdict that the published table gives for it.</summary>
    private static readonly (string Property, string? Json, Verdict Verdict)[] Oddities =
    [
        ("clientCertEnabled", "false", Verdict.NotEnforced),
        ("clientCertEnabled", "null", Verdict.NotEnforced),
        ("clientCertEnabled", null, Verdict.NotEnforced),
        ("clientCertEnabled", "\"True\"", Verdict.Enforced),
        ("clientCertEnabled", "\" false \"", Verdict.NotEnforced),
        ("clientCertEnabled", "\"yes\"", Verdict.Unknown),
        ("clientCertEnabled", "{\"a\":1}", Verdict.Unknown),
        ("clientCertMode", "\" required\"", Verdict.Enforced),
        ("clientCertMode", "\"Optional\"", Verdict.NotEnforced),
        ("clientCertMode", "\"OptionalInteractiveUser\"", Verdict.NotEnforced),
        ("clientCertMode", "\"Mandatory\"", Verdict.Unknown),
        ("clientCertMode", "\"\"", Verdict.Unknown),
        ("clientCertMode", "null", Verdict.Unknown),
        ("clientCertMode", "7", Verdict.Unknown),
        ("clientCertMode", null, Verdict.Unknown),
        ("clientCertExclusionPaths", "\"\"", Verdict.Enforced),
        ("clientCertExclusionPaths", "\" ; ,\"", Verdict.Enforced),
        ("clientCertExclusionPaths", "\"/public\"", Verdict.Gaps),
        ("clientCertExclusionPaths", "\"/a, /\"", Verdict.NotEnforced),
        ("clientCertExclusionPaths", "[\"/a\"]", Verdict.Unknown),
        ("clientCertExclusionPaths", null, Verdict.Unknown),
        ("httpsOnly", "false", Verdict.Gaps),
        ("httpsOnly", "\"true\"", Verdict.Enforced),
        ("httpsOnly", null, Verdict.Unknown),
        ("httpsOnly", "[]", Verdict.Unknown),
        ("state", "null", Verdict.Enforced),
        ("sku", "5", Verdict.Enforced),
    ];

    [Fact]
    public async Task Every_app_comes_out_with_what_went_in()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        var rows = new List<JsonObject> { Plan(First), Plan(Second) };
        for (var i = 0; i < Apps; i++)
        {
            var subscription = i % 2 == 0 ? First : Second;
            var (property, json, _) = Oddities[i % Oddities.Length];
            var site = Site(subscription, Name(i));
            if (json is null) site["properties"]!.AsObject().Remove(property);
            else site["properties"]![property] = JsonNode.Parse(json);
            rows.Add(site);
            rows.Add(Configuration(subscription, Name(i)));
        }

        await world.ServeRowsAsync(File(rows));
        var result = await world.CollectAsync();
        Assert.Equal((RunStatus.Succeeded, Apps), (result.Status, result.Report!.Apps));

        var collected = await world.AppsAsync();
        var wrong = Enumerable.Range(0, Apps).Where(i =>
            collected[ResourceIds.Key(SiteId(i % 2 == 0 ? First : Second, Name(i)))].State.Verdict != Oddities[i % Oddities.Length].Verdict);
        Assert.Empty(wrong.Select(i => Oddities[i % Oddities.Length]).Distinct());
    }

    [Fact]
    public async Task The_generated_estate_is_read_whole()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeAsync(new Simulator.SimulatorOptions { Apps = 1500, Seed = 11 });
        var result = await world.CollectAsync();
        Assert.Equal(RunStatus.Succeeded, result.Status);
        var apps = await world.AppsAsync();
        Assert.Equal(result.Report!.Apps, apps.Count);
        Assert.InRange(apps.Count, 1400, 1600);
        Assert.Equal(Enum.GetValues<Verdict>().Order(), apps.Values.Select(a => a.State.Verdict).Distinct().Order());
    }

    private static string Name(int i) => $"app-{(i * 7919) % 1_000_003:D7}";
}
