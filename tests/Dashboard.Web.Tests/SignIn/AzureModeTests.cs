using System.Net;
using Dashboard.Storage.Sessions;
using Dashboard.Web.Access.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.SignIn;

/// <summary>The server of a real estate, without a browser.</summary>
public sealed class AzureModeTests
{
    [Fact]
    public async Task Only_health_sign_in_and_static_files_are_open()
    {
        await using var azure = await RunningAzure.StartAsync();
        var open = azure.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order();
        Assert.Equal(["/health/live", "/health/ready", "/sign-in", "/sign-in-refused", "/sign-out", "/signed-out"], open);
    }

    [Fact]
    public async Task A_session_opens_what_its_roles_allow_until_it_ends()
    {
        await using var azure = await RunningAzure.StartAsync();
        var (user, cookie) = await azure.SignInAsync("Reader");
        using var client = azure.Client(("Cookie", cookie));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/rules")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/audit")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/audit")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/api/v1/runs", null)).StatusCode);
        await azure.App.Services.GetRequiredService<SessionBook>().EndAsync(user, default);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/rules")).StatusCode);
    }

    [Fact]
    public async Task Who_has_the_keys_of_cookies_still_has_no_session()
    {
        await using var azure = await RunningAzure.StartAsync();
        Assert.NotEmpty(azure.App.Services.GetRequiredService<ProtectionKeys>().Read());
        using var client = azure.Client(("Cookie", azure.CookieOf(Tokens.Identity(("roles", "Reader")), "made-up")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/rules")).StatusCode);
    }

    [Fact]
    public async Task Cookies_and_headers_are_those_of_a_site_with_TLS()
    {
        await using var azure = await RunningAzure.StartAsync();
        var (_, cookie) = await azure.SignInAsync("Reader");
        Assert.StartsWith("__Host-dashboard-session=", cookie, StringComparison.Ordinal);
        using var client = azure.Client(("Cookie", cookie));
        using var page = await client.GetAsync("/");
        var antiforgery = Assert.Single(page.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-dashboard-antiforgery=", StringComparison.Ordinal));
        foreach (var part in new[] { "secure", "httponly", "samesite=strict", "path=/" }) Assert.Contains(part, antiforgery, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("max-age=31536000", page.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Contains("form-action 'self' http://127.0.0.1:9;", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_back_with_letters_that_no_header_takes_is_no_fault_of_the_server()
    {
        await using var azure = await RunningAzure.StartAsync();
        var (_, cookie) = await azure.SignInAsync("Reader");
        using var client = azure.Client(("Cookie", cookie));
        using var answer = await client.GetAsync("/sign-in?returnUrl=/apps%3Fq%3D%E2%80%A8%C3%9F");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/apps?q=%E2%80%A8%C3%9F", answer.Headers.Location?.OriginalString);
        Assert.Empty(azure.Errors.Exceptions);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_told_in_words()
    {
        await using var azure = await RunningAzure.StartAsync();
        using var client = azure.Client();
        var answer = await client.GetAsync("/apps");
        Assert.Equal("/sign-in-refused?why=NotVouchedFor", answer.Headers.Location?.ToString());
        var page = await client.GetAsync(answer.Headers.Location);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("Sign-in is not possible now", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_requests_are_refused_and_another_address_in_a_header_helps_nobody()
    {
        await using var azure = await RunningAzure.StartAsync(("Limits:RequestsPerMinute", "10"), ("Limits:SignInsPerMinute", "5"));
        Assert.Equal(10, await CountAsync("/api/v1/rules", 15));
        Assert.Equal(5, await CountAsync("/sign-in", 8));
        // A page's styles, and health, are not counted.
        using var client = azure.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/css/app.css")).StatusCode);

        async Task<int> CountAsync(string path, int requests)
        {
            var served = 0;
            for (var i = 0; i < requests; i++)
            {
                using var caller = azure.Client(("X-Forwarded-For", $"203.0.113.{i}"));
                using var answer = await caller.GetAsync(path);
                if (answer.StatusCode != HttpStatusCode.TooManyRequests) served++;
                else
                {
                    Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
                    Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                }
            }

            return served;
        }
    }

    [Fact]
    public async Task A_known_proxys_word_about_the_caller_counts()
    {
        await using var azure = await RunningAzure.StartAsync(("Limits:RequestsPerMinute", "10"), ("ForwardedHeaders:KnownProxies:0", "127.0.0.1"));
        for (var i = 0; i < 15; i++)
        {
            using var caller = azure.Client(("X-Forwarded-For", $"203.0.113.{i}"));
            Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/rules")).StatusCode);
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 3000)]
    [InlineData("multipart/form-data; boundary=none", 1)]
    public async Task A_form_that_cannot_be_read_is_the_senders_mistake(string type, int fields)
    {
        await using var azure = await RunningAzure.StartAsync();
        var (_, cookie) = await azure.SignInAsync("Reader");
        using var client = azure.Client(("Cookie", cookie));
        using var form = new StringContent(string.Join('&', Enumerable.Range(0, fields).Select(i => $"a{i}=")));
        form.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await client.PostAsync("/sign-out", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(azure.Errors.Exceptions);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/rules")).StatusCode);
    }

    [Fact]
    public async Task A_request_larger_than_any_of_ours_is_refused()
    {
        await using var azure = await RunningAzure.StartAsync();
        var (_, cookie) = await azure.SignInAsync("Reader");
        using var client = azure.Client(("Cookie", cookie));
        using var form = new FormUrlEncodedContent([new("x", new string('x', 200_000))]);
        using var answer = await client.PostAsync("/sign-out", form);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(" at ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(azure.Errors.Exceptions);
        using var large = azure.Client(("X-Large", new string('x', 40_000)));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await large.GetAsync("/health/live")).StatusCode);
    }
}
