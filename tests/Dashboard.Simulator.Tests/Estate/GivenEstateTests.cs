using System.Text.Json.Nodes;
using Dashboard.Simulator.Estate.Given;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Estate;

public sealed class GivenEstateTests : IDisposable
{
    private const string Sub = "11111111-2222-3333-4444-555555555555";
    private const string Site = $"/subscriptions/{Sub}/RESOURCEGROUPS/Rg-One/providers/microsoft.WEB/Sites/MyApp";

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Rows_are_served_as_given_in_any_order_and_casing()
    {
        await using var client = await ServeAsync($$$"""
            [
              {"id":"{{{Site}}}/Config/Web","type":"Microsoft.Web/Sites/Config","properties":{"http20Enabled":"True"}},
              {"id":"{{{Site}}}","name":"MyApp","type":"Microsoft.Web/SITES","kind":null,"subscriptionId":"{{{Sub}}}","properties":{"clientCertEnabled":"yes","httpsOnly":1}},
              {"id":"/subscriptions/{{{Sub}}}","name":"Main","type":"microsoft.resources/subscriptions","subscriptionId":"{{{Sub}}}","tags":{"a":"b"}}
            ]
            """);
        var row = (await client.QueryAsync("resources | where type == 'microsoft.web/sites'"))["data"]![0]!;
        Assert.Equal(Site, (string)row["id"]!);
        Assert.Null(row["kind"]);
        Assert.Equal("""{"clientCertEnabled":"yes","httpsOnly":1}""", row["properties"]!.ToJsonString());
        Assert.Single((await client.QueryAsync("appserviceresources | where tobool(properties.http20Enabled)"))["data"]!.AsArray());

        var arm = await client.GetAsync($"/subscriptions/{Sub}/resourceGroups/rg-one/providers/Microsoft.Web/sites/myapp?api-version=2025-05-01");
        Assert.Equal("yes", (string)arm["properties"]!["clientCertEnabled"]!);
        var config = await client.GetAsync($"/subscriptions/{Sub}/resourceGroups/rg-one/providers/Microsoft.Web/sites/myapp/config/web?api-version=2025-05-01");
        Assert.Equal("True", (string)config["properties"]!["http20Enabled"]!);
    }

    [Fact]
    public async Task Containers_that_only_ids_name_are_made_up()
    {
        await using var client = await ServeAsync($$"""{"count":1,"data":[{"id":"{{Site}}","type":"microsoft.web/sites"}],"skip_token":null}""");
        var containers = await client.AllAsync("resourcecontainers | order by type asc, id asc | project type, name, subscriptionId");
        Assert.Equal(["microsoft.resources/subscriptions", "microsoft.resources/subscriptions/resourcegroups"], containers.Select(c => (string)c["type"]!));
        Assert.Equal("Rg-One", (string)containers[1]["name"]!);
        Assert.Equal(Sub, (string)(await client.GetAsync("/subscriptions?api-version=2022-12-01"))["value"]![0]!["subscriptionId"]!);
        var sites = await client.QueryAsync("resources | count", more: new JsonObject { ["subscriptions"] = new JsonArray(Sub) });
        Assert.Equal(1, (int)sites["data"]![0]!["Count"]!);
    }

    [Theory]
    [InlineData("{ not json", "'n' is an invalid start")]
    [InlineData("5", "neither a JSON array of resources")]
    [InlineData("[{\"id\":\"/subscriptions/x\"},{\"name\":\"no id\"}]", "row 1 ")]
    public async Task A_bad_file_is_named_with_the_reason(string content, string reason)
    {
        var error = await Assert.ThrowsAsync<EstateFileException>(() => ServeAsync(content));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private async Task<SimulatorClient> ServeAsync(string content)
    {
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        return await SimulatorClient.StartAsync(new SimulatorOptions { EstateFile = file, AsOf = SimulatorClient.YearEnd });
    }
}
