using System.Net;

namespace Dashboard.EndToEnd.Tests.SignIn;

/// <summary>What other sites, and who has no session, can make a browser or a program send.</summary>
public sealed class ForgeryTests(AzureProgram program, Browser browser) : IClassFixture<AzureProgram>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_cookie_reads_the_api_but_changes_nothing()
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("sam");
        using var client = program.Client(("Cookie", await visit.CookiesAsync(program.Address)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/rules")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/api/v1/runs", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/sign-out", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/rules")).StatusCode);
    }

    [Fact]
    public async Task Nobody_opens_a_circuit()
    {
        using var client = program.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/_blazor?id=x")).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    public async Task Another_origin_or_host_is_refused(string header, string value)
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("rita");
        using var client = program.Client(("Cookie", await visit.CookiesAsync(program.Address)), (header, value));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/rules")).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_sent_to_the_provider_from_pages_and_gets_a_problem_from_the_api()
    {
        using var client = program.Client(("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "127.0.0.1"));
        var page = await client.GetAsync("/apps");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        var query = System.Web.HttpUtility.ParseQueryString(page.Headers.Location!.Query);
        Assert.Equal(new Uri(program.Address, "/signin-oidc").ToString(), query["redirect_uri"]);
        Assert.Equal(("code", "S256"), (query["response_type"], query["code_challenge_method"]));
        Assert.NotNull(query["nonce"]);
        Assert.NotNull(query["state"]);
        var api = await client.GetAsync("/api/v1/apps");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Equal("Bearer", Assert.Single(api.Headers.WwwAuthenticate).ToString());
    }

    [Fact]
    public async Task A_way_back_from_the_provider_that_nobody_began_is_refused()
    {
        using var client = program.Client();
        var answer = await client.GetAsync("/signin-oidc?code=stolen&state=made-up");
        Assert.Equal("/sign-in-refused?why=BrokenOff", answer.Headers.Location?.ToString());
    }
}
