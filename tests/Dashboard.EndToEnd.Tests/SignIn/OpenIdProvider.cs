using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Dashboard.EndToEnd.Tests.SignIn;

/// <summary>A real OpenID provider on loopback (tests/oidc-provider), with two tenants whose tokens look like Entra ID's.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Tenant = "11111111-aaaa-4bbb-8ccc-000000000001";
    public const string OtherTenant = "22222222-aaaa-4bbb-8ccc-000000000002";
    public const string ClientId = "0a5bd0a2-4d5c-4b1a-9c55-000000000001";
    public const string Secret = "a-secret-of-the-tests-only";
    public const string Group = "99999999-aaaa-4bbb-8ccc-000000000009";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "oidc-provider");

    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private OpenIdProvider(ChildProcess process, Uri address)
    {
        (_process, Address) = (process, address);
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>The issuer of a tenant.</summary>
    public string Authority(string tenant = Tenant) => $"{Address.GetLeftPart(UriPartial.Authority)}/{tenant}/v2.0";

    /// <summary>Starts it for a dashboard at an address.</summary>
    public static async Task<OpenIdProvider> StartAsync(Uri dashboard)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            await using var install = ChildProcess.Start("npm", ["ci"], Folder);
            if (await install.EndAsync() != 0) throw new InvalidOperationException(string.Join('\n', install.Lines));
        }

        var port = Ports.Free();
        var process = ChildProcess.Start(
            "node", ["server.mjs", "--port", $"{port}", "--app", dashboard.GetLeftPart(UriPartial.Authority)], Folder);
        await process.WaitAsync(() => Task.FromResult(process.Lines.Contains("listening")));
        return new OpenIdProvider(process, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>A program's access token from the provider's own token endpoint.</summary>
    public async Task<string> MachineTokenAsync(int machine, string tenant = Tenant, string audience = "api://" + ClientId)
    {
        using var answer = await _client.PostAsync($"{Authority(tenant)}/token", new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", $"55555555-aaaa-4bbb-8ccc-00000000000{machine}"), new("client_secret", Secret),
            new("resource", audience),
        ]));
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (string?)json["access_token"] ?? throw new InvalidOperationException(json.ToJsonString());
    }

    /// <summary>A token that says what the test wants, signed with a tenant's own key.</summary>
    public async Task<string> ForgeAsync(object claims, int expiresIn = 3600, string tenant = Tenant)
    {
        using var answer = await _client.PostAsJsonAsync("/forge", new { tenant, claims, expiresIn });
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }
}
