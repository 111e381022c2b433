using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.EndToEnd.Tests.SignIn;

/// <summary>Programs at the API, with tokens of a real provider and with wrong ones. Each wrong one differs in one thing from one that works.</summary>
public sealed class TokenTests(AzureProgram program) : IClassFixture<AzureProgram>
{
    private const string Audience = "api://" + OpenIdProvider.ClientId;
    private const int Scraper = 1, Reader = 2, Runner = 3;

    [Theory]
    [InlineData(Scraper, "/metrics", HttpStatusCode.OK)]
    [InlineData(Scraper, "/api/v1/overview", HttpStatusCode.Forbidden)]
    [InlineData(Reader, "/metrics", HttpStatusCode.Forbidden)]
    [InlineData(Reader, "/api/v1/overview", HttpStatusCode.OK)]
    [InlineData(Reader, "/api/v1/audit", HttpStatusCode.Forbidden)]
    public async Task A_program_gets_what_its_roles_allow(int machine, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, await GetAsync(await program.Provider.MachineTokenAsync(machine), path));

    [Fact]
    public async Task A_program_acts_in_its_own_name()
    {
        using var client = Bearer(await program.Provider.MachineTokenAsync(Runner));
        using var started = await client.PostAsync("/api/v1/runs", null);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        using var auditor = Bearer(await program.Provider.ForgeAsync(Person(["Auditor", "Reader"])));
        var trail = JsonNode.Parse(await auditor.GetStringAsync("/api/v1/audit?action=run.started"))!;
        var actor = trail["items"]![0]!["actor"]!;
        Assert.Equal("machine", (string?)actor["kind"], ignoreCase: true);
        Assert.Equal($"entra:{OpenIdProvider.Tenant}:55555555-aaaa-4bbb-8ccc-000000000003", (string?)actor["id"]);
    }

    [Fact]
    public async Task A_persons_access_token_works_too() =>
        Assert.Equal(HttpStatusCode.OK, await GetAsync(await program.Provider.ForgeAsync(Person(["Reader"]))));

    [Fact]
    public async Task A_token_for_somebody_else_is_refused() =>
        await RefusedAsync(await program.Provider.MachineTokenAsync(Reader, audience: "api://another-api"));

    [Fact]
    public async Task A_token_of_another_tenants_issuer_is_refused() =>
        await RefusedAsync(await program.Provider.MachineTokenAsync(Reader, OpenIdProvider.OtherTenant));

    [Fact]
    public async Task A_token_of_our_issuer_that_names_another_tenant_is_refused() => await RefusedAsync(
        await program.Provider.ForgeAsync(Person(["Reader"], claims => claims["tid"] = OpenIdProvider.OtherTenant)));

    [Fact]
    public async Task A_token_signed_by_another_key_is_refused() => await RefusedAsync(
        await program.Provider.ForgeAsync(Person(["Reader"], claims => claims["iss"] = program.Provider.Authority()), tenant: OpenIdProvider.OtherTenant));

    [Fact]
    public async Task An_expired_token_is_refused() =>
        await RefusedAsync(await program.Provider.ForgeAsync(Person(["Reader"]), expiresIn: -600));

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var parts = (await program.Provider.ForgeAsync(Person(["Reader"]))).Split('.');
        var none = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}""")).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        await RefusedAsync($"{none}.{parts[1]}.");
        await RefusedAsync($"{parts[0]}.{parts[1]}.");
    }

    [Fact]
    public async Task A_token_whose_roles_were_changed_is_refused()
    {
        var parts = (await program.Provider.ForgeAsync(Person(["Monitor"]))).Split('.');
        var other = (await program.Provider.ForgeAsync(Person(["Reader"]))).Split('.');
        await RefusedAsync($"{parts[0]}.{other[1]}.{parts[2]}");
    }

    [Fact]
    public async Task An_id_token_opens_no_api() => await RefusedAsync(await program.Provider.ForgeAsync(Person(["Reader"], claims =>
    {
        claims["aud"] = OpenIdProvider.ClientId;
        claims["nonce"] = "n";
        claims.Remove("scp");
        claims.Remove("azp");
    })));

    [Fact]
    public async Task A_token_that_names_nobody_is_refused() =>
        await RefusedAsync(await program.Provider.ForgeAsync(Person(["Reader"], claims => claims.Remove("oid"))));

    [Fact]
    public async Task Who_has_too_many_groups_for_a_token_reads_at_the_API_why_roles_are_missing()
    {
        using var client = Bearer(await program.Provider.ForgeAsync(Person([], claims => claims["hasgroups"] = true)));
        using var answer = await client.GetAsync("/api/v1/overview");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Roles of groups are not known", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    public Task What_is_no_token_is_refused(string text) => RefusedAsync(text);

    [Fact]
    public async Task A_token_opens_no_page()
    {
        using var client = Bearer(await program.Provider.ForgeAsync(Person(["Reader", "Admin"])));
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public void No_token_is_in_the_log() => Assert.DoesNotContain(program.Log, line => line.Contains("eyJ", StringComparison.Ordinal));

    private static JsonObject Person(string[] roles, Action<JsonObject>? change = null)
    {
        var claims = new JsonObject
        {
            ["aud"] = Audience,
            ["tid"] = OpenIdProvider.Tenant,
            ["oid"] = "33333330-aaaa-4bbb-8ccc-000000000000",
            ["sub"] = "pairwise",
            ["azp"] = "66666666-aaaa-4bbb-8ccc-000000000006",
            ["scp"] = "access",
            ["name"] = "Petra Program",
            ["roles"] = new JsonArray([.. roles.Select(r => JsonValue.Create(r))]),
        };
        change?.Invoke(claims);
        return claims;
    }

    private HttpClient Bearer(string token) => program.Client(("Authorization", "Bearer " + token));

    private async Task<HttpStatusCode> GetAsync(string token, string path = "/api/v1/overview")
    {
        using var client = Bearer(token);
        return (await client.GetAsync(path)).StatusCode;
    }

    private async Task RefusedAsync(string token)
    {
        using var client = Bearer(token);
        using var answer = await client.GetAsync("/api/v1/overview");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }
}
