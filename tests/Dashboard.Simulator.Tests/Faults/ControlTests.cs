using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Faults;

/// <summary>The simulator's own endpoints, over real HTTP and without a token.</summary>
public class ControlTests
{
    [Fact]
    public async Task Faults_are_set_counted_and_taken_away()
    {
        await using var client = await SimulatorClient.StartAsync();
        using var control = new HttpClient { BaseAddress = client.Host.HttpEndpoint };
        Assert.Equal(HttpStatusCode.NoContent, (await Put(control, "/simulator/faults", """[{"kind":"expiredToken","when":{"first":1}}]""")).StatusCode);
        var list = new Uri("/subscriptions?api-version=2022-12-01", UriKind.Relative);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Http.GetAsync(list)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Http.GetAsync(list)).StatusCode);

        var told = Assert.Single(JsonNode.Parse(await control.GetStringAsync(new Uri("/simulator/faults", UriKind.Relative)))!.AsArray())!;
        Assert.Equal(("expiredToken", 2, 1), ((string)told["fault"]!["kind"]!, (int)told["matched"]!, (int)told["applied"]!));
        // What it tells can be set again.
        Assert.Equal(HttpStatusCode.NoContent, (await Put(control, "/simulator/faults", $"[{told["fault"]!.ToJsonString()}]")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await control.DeleteAsync(new Uri("/simulator/faults", UriKind.Relative))).StatusCode);
        Assert.Empty(client.Host.Faults);
    }

    [Theory]
    [InlineData("/simulator/faults", """[{"kind":"earthquake"}]""", HttpStatusCode.BadRequest, "earthquake")]
    [InlineData("/simulator/clock", """{"asOf":"soon"}""", HttpStatusCode.BadRequest, "asOf")]
    [InlineData("/simulator/clock", """{"asOf":"2026-11-01T06:00:00Z","speed":2}""", HttpStatusCode.BadRequest, "asOf")]
    [InlineData("/simulator/clock", "now", HttpStatusCode.BadRequest, "asOf")]
    [InlineData("/simulator/weather", "{}", HttpStatusCode.NotFound, "/simulator/faults")]
    public async Task What_is_wrong_is_said(string path, string body, HttpStatusCode status, string said)
    {
        await using var client = await SimulatorClient.StartAsync();
        var answer = await Put(client.Http, path, body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_is_told_and_moved()
    {
        await using var client = await SimulatorClient.StartAsync();
        var to = new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.NoContent, (await Put(client.Http, "/simulator/clock", """{"asOf":"2026-11-01T07:00:00+01:00"}""")).StatusCode);
        Assert.Equal(to, client.Host.AsOf);
        Assert.Equal(to, (DateTimeOffset)(await client.GetAsync("/simulator/clock"))["asOf"]!);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("azure.example", false)]
    [InlineData("127.0.0.1.nip.example", false)]
    [InlineData("10.0.0.1", false)]
    public async Task Only_loopback_names_control_it(string host, bool allowed)
    {
        await using var client = await SimulatorClient.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/simulator/faults")
        {
            Content = new StringContent("""[{"kind":"expiredToken"}]""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Host = $"{host}:{client.Host.HttpEndpoint.Port}";
        Assert.Equal(allowed ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, (await client.Http.SendAsync(request)).StatusCode);
        Assert.Equal(allowed ? 1 : 0, client.Host.Faults.Count);
    }

    [Fact]
    public async Task A_file_sets_the_faults_at_the_start_or_keeps_it_from_starting()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """[{"kind":"expiredToken"}]""");
            var options = new SimulatorOptions { Apps = 20, FaultsFile = file };
            await using (var client = await SimulatorClient.StartAsync(options))
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await client.Http.GetAsync(new Uri("/subscriptions?api-version=2022-12-01", UriKind.Relative))).StatusCode);
            }

            await File.WriteAllTextAsync(file, """[{"kind":"earthquake"}]""");
            var error = await Assert.ThrowsAsync<FaultsException>(() => SimulatorHost.StartAsync(options, CancellationToken.None));
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<HttpResponseMessage> Put(HttpClient http, string path, string body) =>
        http.PutAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
}
