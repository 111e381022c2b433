using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Faults;

/// <summary>What goes wrong with an answer as a whole: seen by a client without any mercy.</summary>
public class WireFaultTests
{
    private const string Query = "resources | where type =~ 'microsoft.web/sites' | order by id asc | project id";
    private static readonly Uri List = new("/subscriptions?api-version=2022-12-01", UriKind.Relative);

    [Fact]
    public async Task Latency_holds_the_answer_back()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new LatencyFault(300));
        var watch = Stopwatch.StartNew();
        var answer = await client.Http.GetAsync(List);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(watch.ElapsedMilliseconds >= 290, $"{watch.ElapsedMilliseconds} ms");
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(0, null)]
    [InlineData(null, 1)]
    [InlineData(null, null)]
    public async Task Throttling_carries_the_headers_it_was_told_to_and_ends(int? retryAfter, int? resets)
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ThrottleFault(retryAfter, resets) { When = new FaultTiming { First = 2 } });
        for (var i = 0; i < 2; i++)
        {
            var answer = await client.QueryResponseAsync(Query);
            Assert.Equal(429, (int)answer.StatusCode);
            Assert.Equal(retryAfter, (int?)answer.Headers.RetryAfter?.Delta?.TotalSeconds);
            Assert.Equal(resets is null ? null : $"00:00:0{resets}", answer.Headers.TryGetValues("x-ms-user-quota-resets-after", out var after) ? after.Single() : null);
            Assert.Equal("RateLimiting", (string)(await SimulatorClient.JsonAsync(answer))["error"]!["code"]!);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.QueryResponseAsync(Query)).StatusCode);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    public async Task Server_errors_come_as_JSON_or_as_a_gateways_text(int status, bool plainText)
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ServerErrorFault(status, plainText, 3));
        var answer = await client.Http.GetAsync(List);
        Assert.Equal((status, 3), ((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value.Seconds));
        Assert.Equal(plainText ? "text/plain" : "application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(!plainText, (await answer.Content.ReadAsStringAsync()).Contains("\"code\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_comes_before_the_headers()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ConnectionResetFault());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Http.GetAsync(List, HttpCompletionOption.ResponseHeadersRead));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_body_breaks_off_after_good_headers(bool chunked)
    {
        await using var client = await SimulatorClient.StartAsync();
        var whole = await client.Http.GetByteArrayAsync(List);
        client.Host.SetFaults(new CutBodyFault(40, chunked));
        using var answer = await client.Http.GetAsync(List, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(chunked, answer.Headers.TransferEncodingChunked ?? false);
        Assert.Equal(chunked ? null : whole.Length, answer.Content.Headers.ContentLength);

        var got = new MemoryStream();
        await using var body = await answer.Content.ReadAsStreamAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(got));
        Assert.Equal(whole[..(whole.Length * 40 / 100)], got.ToArray());
    }

    [Fact]
    public async Task A_slow_body_comes_whole_but_in_drips()
    {
        await using var client = await SimulatorClient.StartAsync();
        var whole = await client.Http.GetByteArrayAsync(List);
        client.Host.SetFaults(new SlowBodyFault(whole.Length / 4, 50));
        var watch = Stopwatch.StartNew();
        Assert.Equal(whole, await client.Http.GetByteArrayAsync(List));
        Assert.True(watch.ElapsedMilliseconds >= 190, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Broken_gzip_cannot_be_unpacked()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new BrokenGzipFault());
        var raw = await client.Http.GetAsync(List);
        Assert.Equal(["gzip"], raw.Content.Headers.ContentEncoding);
        using var unpacking = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = client.Host.HttpEndpoint };
        unpacking.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dummy");
        await Assert.ThrowsAnyAsync<Exception>(() => unpacking.GetStringAsync(List));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(502)]
    public async Task A_proxys_page_is_HTML(int status)
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ProxyPageFault(status));
        var answer = await client.QueryResponseAsync(Query);
        Assert.Equal((status, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("<!DOCTYPE html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_401()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ExpiredTokenFault());
        var answer = await client.Http.GetAsync(List);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("ExpiredAuthenticationToken", (string)(await SimulatorClient.JsonAsync(answer))["error"]!["code"]!);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(72)]
    public async Task The_services_clock_is_off(int hours)
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ServiceClockFault(TimeSpan.FromHours(hours)));
        Assert.Equal(client.Host.AsOf.AddHours(hours), (await client.Http.GetAsync(List)).Headers.Date);
        Assert.Equal(client.Host.AsOf.AddHours(hours), (await client.QueryResponseAsync(Query)).Headers.Date);
    }

    [Fact]
    public async Task A_list_leads_to_a_foreign_host()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ForeignNextLinkFault(new Uri("https://elsewhere.example:444")));
        var next = new Uri((string)(await client.GetAsync("/subscriptions?api-version=2022-12-01"))["nextLink"]!);
        Assert.Equal(("elsewhere.example", 444, "/subscriptions"), (next.Host, next.Port, next.AbsolutePath));
    }

    [Fact]
    public async Task A_redirect_leads_to_a_foreign_host()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(new ForeignRedirectFault(new Uri("https://elsewhere.example")));
        using var still = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = client.Host.HttpEndpoint };
        still.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dummy");
        var answer = await still.GetAsync(List);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal("https://elsewhere.example/subscriptions?api-version=2022-12-01", answer.Headers.Location!.AbsoluteUri);
    }
}
