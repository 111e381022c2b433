using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Faults;

/// <summary>What goes wrong with the rows and pages of Resource Graph.</summary>
public class RowFaultTests
{
    private const string Query = "resources | order by id asc | project id, name, tags";

    [Fact]
    public async Task Malformed_rows_stand_where_rows_should()
    {
        await using var client = await SimulatorClient.StartAsync();
        var good = Data(await client.QueryAsync(Query));
        client.Host.SetFaults(new MalformedRowsFault(5));
        var page = await client.QueryAsync(Query);
        var bad = Data(page);
        Assert.Equal(good.Count, bad.Count);
        Assert.Equal(JsonValueKind.Number, bad[0]!.GetValueKind());
        Assert.Null(bad[1]);
        Assert.Equal((string)good[2]!["id"]!, (string)bad[2]!["id"]!);
        Assert.Equal((JsonValueKind.Number, JsonValueKind.Array), (bad[2]!["name"]!.GetValueKind(), bad[2]!["tags"]!.GetValueKind()));
        Assert.Equal(["name", "tags"], bad[3]!.AsObject().Select(p => p.Key));
        Assert.Equal(JsonValueKind.Number, bad[4]!.GetValueKind());
        Assert.Equal(good[5]!.ToJsonString(), bad[5]!.ToJsonString());
    }

    [Theory]
    [InlineData(RowShape.Null)]
    [InlineData(RowShape.WithoutId)]
    public async Task Malformed_rows_can_all_have_one_shape(RowShape shape)
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new MalformedRowsFault(3, shape));
        var rows = Data(await client.QueryAsync(Query));
        Assert.All(rows.Take(3), r => Assert.Null(r?["id"]));
        Assert.Equal(shape == RowShape.Null, rows[0] is null);
        Assert.NotNull(rows[3]!["id"]);
    }

    [Fact]
    public async Task Small_pages_still_hold_every_row_once()
    {
        await using var client = await SimulatorClient.StartAsync();
        var all = await client.AllAsync(Query);
        client.Host.SetFaults(new SmallPagesFault(50));
        Assert.Equal(50, Data(await client.QueryAsync(Query)).Count);
        Assert.Equal(Ids(all), Ids(await client.AllAsync(Query)));
    }

    [Fact]
    public async Task A_repeated_page_comes_in_place_of_the_right_one()
    {
        await using var client = await SimulatorClient.StartAsync();
        var all = Ids(await client.AllAsync(Query));
        client.Host.SetFaults(new SmallPagesFault(50), new RepeatedPageFault { When = new FaultTiming { After = 1, First = 1 } });
        Assert.Equal([.. all[..50], .. all[..50], .. all[100..]], Ids(await client.AllAsync(Query)));
    }

    [Fact]
    public async Task A_page_that_is_repeated_for_ever_leads_in_a_circle()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new SmallPagesFault(50), new RepeatedPageFault(Endless: true));
        var first = await client.QueryAsync(Query);
        var second = await client.QueryAsync(Query, new JsonObject { ["$skipToken"] = (string)first["$skipToken"]! });
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task A_lost_page_is_announced_and_does_not_come()
    {
        await using var client = await SimulatorClient.StartAsync();
        var all = Ids(await client.AllAsync(Query));
        client.Host.SetFaults(new SmallPagesFault(50), new LostPageFault { When = new FaultTiming { First = 1 } });
        Assert.Equal(all.Count, (int)(await client.QueryAsync(Query))["totalRecords"]!);
        client.Host.SetFaults(new SmallPagesFault(50), new LostPageFault { When = new FaultTiming { First = 1 } });
        Assert.Equal([.. all[..50], .. all[100..]], Ids(await client.AllAsync(Query)));
    }

    [Fact]
    public async Task A_lost_last_page_ends_the_result()
    {
        await using var client = await SimulatorClient.StartAsync();
        var all = Ids(await client.AllAsync(Query));
        var most = all.Count - 1;
        client.Host.SetFaults(new SmallPagesFault(most), new LostPageFault());
        Assert.Equal(all[..most], Ids(await client.AllAsync(Query)));
    }

    [Fact]
    public async Task A_truncated_result_says_so_as_a_text_and_has_no_next_page()
    {
        await using var client = await SimulatorClient.StartAsync();
        var total = (int)(await client.QueryAsync(Query))["totalRecords"]!;
        client.Host.SetFaults(new TruncatedResultFault(7));
        var page = await client.QueryAsync(Query, new JsonObject { ["$top"] = 20 });
        Assert.Equal((7, 7, total), (Data(page).Count, (int)page["count"]!, (int)page["totalRecords"]!));
        Assert.Equal("true", (string)page["resultTruncated"]!);
        Assert.False(page.ContainsKey("$skipToken"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task The_total_lies(int by)
    {
        await using var client = await SimulatorClient.StartAsync();
        var rows = Data(await client.QueryAsync(Query)).Count;
        client.Host.SetFaults(new WrongTotalFault(by));
        var page = await client.QueryAsync(Query);
        Assert.Equal((rows, rows + by), (Data(page).Count, (int)page["totalRecords"]!));
    }

    private static JsonArray Data(JsonObject page) => page["data"]!.AsArray();

    private static List<string> Ids(IEnumerable<JsonObject> rows) => [.. rows.Select(r => (string)r["id"]!)];
}
