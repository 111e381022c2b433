using System.Net;
using Dashboard.Web.Access.Demo;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Dashboard.Web.Tests.Security;

public sealed class DemoGuardTests(RunningDemo demo)
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5080", true)]
    [InlineData("::1", "[::1]:5080", true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", true)]
    [InlineData("10.0.0.5", "localhost", false)]
    [InlineData("::ffff:10.0.0.5", "localhost", false)]
    [InlineData("127.0.0.1", "dashboard.example", false)]
    [InlineData("127.0.0.1", "localhost.evil.example", false)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData(null, "localhost", false)]
    public void Only_this_machine_under_its_own_names_is_served(string? remote, string host, bool served)
    {
        var context = Context(remote, host);
        Assert.Equal(served, DemoGuard.Refusal(context) is null);
    }

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-host")]
    [InlineData("X-Forwarded-Anything")]
    [InlineData("Via")]
    [InlineData("X-Real-IP")]
    [InlineData("X-ARR-ClientCert")]
    [InlineData("X-ARR-SSL")]
    public void A_request_that_passed_a_proxy_is_refused(string header)
    {
        var context = Context("127.0.0.1", "localhost");
        context.Request.Headers[header] = "";
        Assert.NotNull(DemoGuard.Refusal(context));
    }

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://localhost:3000", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public void A_page_of_another_origin_is_refused(string origin, bool served)
    {
        var context = Context("127.0.0.1", "localhost:5080");
        context.Request.Scheme = "http";
        context.Request.Headers.Origin = origin;
        Assert.Equal(served, DemoGuard.Refusal(context) is null);
    }

    [Fact]
    public async Task The_guard_stands_before_everything_else()
    {
        foreach (var path in new[] { "/health/live", "/css/app.css", "/api/v1/overview", "/", "/_blazor/negotiate" })
        {
            using var client = demo.Client();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(path)).StatusCode);
        }

        using var rebound = demo.Client();
        rebound.DefaultRequestHeaders.Host = "rebound.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await rebound.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Pages_carry_a_policy_with_a_nonce_of_their_own_and_no_loophole_for_scripts()
    {
        var first = await demo.Client(null).GetAsync("/");
        var second = await demo.Client(null).GetAsync("/");
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        var script = policy.Split(';').Single(d => d.Trim().StartsWith("script-src", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", script, StringComparison.Ordinal);
        Assert.NotEqual(policy, second.Headers.GetValues("Content-Security-Policy").Single());
        foreach (var directive in new[] { "connect-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'" })
            Assert.Contains(directive, policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        var nonce = script.Split("'nonce-")[1].Split('\'')[0];
        Assert.Contains(nonce, WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persona_is_chosen_only_with_the_pages_own_token()
    {
        using var client = demo.Client(null);
        var refused = await client.PostAsync("/persona", new FormUrlEncodedContent([new("persona", "admin")]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    private static DefaultHttpContext Context(string? remote, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Request.Host = new HostString(host);
        return context;
    }
}
