using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Tests;

public sealed class ChangeRowTests
{
    private const string Site = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/pay";

    [Fact]
    public async Task Ids_are_folded_so_that_a_record_in_another_case_is_the_same()
    {
        var changes = new List<ResourceChange>();
        foreach (var id in (string[])["Microsoft.Resources/changes/AbC", "microsoft.resources/changes/aBc"])
            changes.Add(Assert.Single(await ReadAsync(Row($"{Site}/providers/{id}"))));
        Assert.Equal($"{Site}/providers/Microsoft.Resources/changes/abc".ToLowerInvariant(), Assert.Single(changes.Select(c => c.ChangeId).Distinct()));
        Assert.All(changes, c => Assert.Equal(Site, c.ResourceId));
    }

    [Fact]
    public async Task No_text_of_a_record_has_a_NUL_in_it()
    {
        var change = Assert.Single(await ReadAsync(Row("/changes/a\\u0000b", "mira\\u0000", "tags.a\\u0000b", "x\\u0000y")));
        Assert.Equal(("/changes/a\ufffdb", "mira\ufffd"), (change.ChangeId, change.Author.ChangedBy));
        Assert.Equal(new PropertyChange("tags.a\ufffdb", null, "x\ufffdy"), Assert.Single(change.Properties));
    }

    private static string Row(string id, string by = "mira@contoso.example", string property = "kind", string value = "app") =>
        $$$$"""{"id":"{{{{id}}}}","target":"{{{{Site}}}}","changeType":"Update","at":"2026-11-01T06:00:00Z","operation":"write","changedBy":"{{{{by}}}}","changedByType":"User","clientType":"Portal","changes":{"{{{{property}}}}":{"previousValue":null,"newValue":"{{{{value}}}}"}}}""";

    private static async Task<List<ResourceChange>> ReadAsync(params string[] rows)
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page(rows, rows.Length));
        using var world = new AzureWorld(azure.Address);
        var changes = new List<ResourceChange>();
        await foreach (var page in world.Estate.ReadChangesAsync(["s"], DateTimeOffset.UnixEpoch, world.Log, CancellationToken.None)) changes.AddRange(page);
        return changes;
    }
}
