using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.KeyVault;

public class VaultTests
{
    private const string Vault = "/vaults/kv-pay-clients/certificates";
    private const string Version = "api-version=2025-07-01";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_token_a_vault_tells_where_to_get_one()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Http.DefaultRequestHeaders.Authorization = null;
        var answer = await client.Http.GetAsync(new Uri($"{Vault}?{Version}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var challenge = Assert.Single(answer.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Equal($"authorization=\"https://login.windows.net/{client.Host.TenantId}\", resource=\"https://vault.azure.net\"", challenge.Parameter);
        Assert.Equal("Unauthorized", (string?)(await SimulatorClient.JsonAsync(answer))["error"]!["code"]);
    }

    [Fact]
    public async Task A_list_comes_page_by_page_in_the_form_of_Azure()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 600, AsOf = SimulatorClient.YearEnd });
        var first = await client.GetAsync($"{Vault}?{Version}");
        Assert.Equal(25, first["value"]!.AsArray().Count);
        Assert.StartsWith(new Uri(client.Host.HttpEndpoint, Vault).ToString(), (string)first["nextLink"]!, StringComparison.Ordinal);
        var all = await ListAsync(client, Vault);
        Assert.True(all.Count > 25);
        Assert.Equal(all.Count, all.Select(Name).Distinct().Count());
        var item = all[0];
        Assert.StartsWith("https://kv-pay-clients.vault.azure.net/certificates/", (string)item["id"]!, StringComparison.Ordinal);
        Assert.Equal(["id", "x5t", "attributes", "subject"], item.Select(p => p.Key).Take(4));
        Assert.Equal(["enabled", "nbf", "exp", "created", "updated"], item["attributes"]!.AsObject().Select(p => p.Key));
        Assert.Equal(3, (await client.GetAsync($"{Vault}?{Version}&maxresults=3"))["value"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Http.GetAsync(new Uri(Vault, UriKind.Relative), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Http.GetAsync(new Uri($"{Vault}/nobody?{Version}", UriKind.Relative), Token)).StatusCode);
    }

    [Fact]
    public async Task A_certificate_is_what_list_and_policy_say_of_it()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 400, AsOf = SimulatorClient.YearEnd });
        var seen = new HashSet<string>();
        foreach (var item in await ListAsync(client, Vault))
        {
            var whole = await client.GetAsync($"{Vault}/{Name(item)}/?{Version}");
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String((string)whole["cer"]!));
            var attributes = item["attributes"]!;
            Assert.Equal((string)item["x5t"]!, System.Buffers.Text.Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA1)));
            Assert.Equal((long)attributes["nbf"]!, new DateTimeOffset(certificate.NotBefore).ToUnixTimeSeconds());
            Assert.Equal((long)attributes["exp"]!, new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds());
            var policy = whole["policy"]!;
            var usage = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>()).Select(o => o.Value!);
            Assert.Equal(policy["x509_props"]!["ekus"]!.AsArray().Select(e => (string)e!), usage);
            var size = certificate.GetRSAPublicKey()?.KeySize ?? certificate.GetECDsaPublicKey()!.KeySize;
            Assert.Equal((int)policy["key_props"]!["key_size"]!, size);
            seen.Add($"issuer {policy["issuer"]!["name"]}");
            seen.Add($"exportable {policy["key_props"]!["exportable"]}");
            seen.Add($"key {policy["key_props"]!["kty"]} {size}");
            seen.Add(whole["tags"] is null ? "no tags" : "tags");
            seen.Add($"enabled {attributes["enabled"]}");
        }

        Assert.Superset(
            new HashSet<string>
            {
                "issuer Self", "issuer Unknown", "issuer contoso-ca", "exportable true", "exportable false", "key RSA 1024", "key RSA 2048", "key EC 256", "tags", "no tags",
                "enabled true", "enabled false",
            },
            seen);
    }

    [Fact]
    public async Task Versions_come_with_time_and_the_bytes_are_the_same_in_each_world()
    {
        await using var one = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 200, AsOf = SimulatorClient.YearEnd.AddYears(-1) });
        await using var other = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 200, AsOf = SimulatorClient.YearEnd });
        var before = await ListAsync(one, Vault);
        var after = await ListAsync(other, Vault);
        var moved = 0;
        foreach (var item in before.Where(b => after.Exists(a => Name(a) == Name(b))))
        {
            var versions = (await ListAsync(other, $"{Vault}/{Name(item)}/versions")).ToDictionary(v => (string)v["id"]!);
            foreach (var early in await ListAsync(one, $"{Vault}/{Name(item)}/versions")) Assert.Equal((string)early["x5t"]!, (string)versions[(string)early["id"]!]["x5t"]!);
            if ((string)after.Single(a => Name(a) == Name(item))["x5t"]! != (string)item["x5t"]!) moved++;
        }

        Assert.True(moved > 3, $"Only {moved} were renewed in a year.");
    }

    [Fact]
    public void An_issued_certificate_is_really_signed_by_the_authority()
    {
        var maker = new Simulator.KeyVault.CertificateMaker(Simulator.Estate.Draw.From(7));
        var drawn = new Simulator.Estate.Generated.EstateDrawing(200, 7, new Simulator.Estate.Generated.Calendar(SimulatorClient.YearEnd)).Run();
        var vaults = new Simulator.KeyVault.VaultDrawing(drawn, new Simulator.Estate.Generated.Calendar(SimulatorClient.YearEnd)).Run();
        var certificate = vaults.SelectMany(v => v.Certificates).First(c => c.Issuer != "Self");
        var version = certificate.Versions[0];
        using var authority = maker.OfAuthority(version.NotBefore.AddDays(-1), version.NotAfter.AddDays(1));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = version.Created.UtcDateTime;
        Assert.True(chain.Build(maker.Of(certificate, version)), string.Join(' ', chain.ChainStatus.Select(s => s.StatusInformation)));
    }

    [Fact]
    public async Task Faults_refuse_a_vault_throttle_it_and_break_its_page()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Host.SetFaults(FaultsJson.Parse("""[{ "kind": "vaultForbidden", "vault": "kv-pay-clients", "reason": "ForbiddenByFirewall" }]"""));
        var refused = await client.Http.GetAsync(new Uri($"{Vault}?{Version}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var error = (await SimulatorClient.JsonAsync(refused))["error"]!;
        Assert.Equal(("Forbidden", "ForbiddenByFirewall"), ((string?)error["code"], (string?)error["innererror"]!["code"]));
        Assert.Equal(HttpStatusCode.OK, (await client.Http.GetAsync(new Uri($"/vaults/kv-shop-clients/certificates?{Version}", UriKind.Relative), Token)).StatusCode);

        client.Host.SetFaults(new ThrottleFault(3) { Match = new FaultMatch { Path = "/vaults/kv-pay-clients/*" } });
        var throttled = await client.Http.GetAsync(new Uri($"{Vault}?{Version}", UriKind.Relative), Token);
        Assert.Equal((HttpStatusCode.TooManyRequests, "3"), (throttled.StatusCode, throttled.Headers.RetryAfter!.ToString()));
        Assert.Equal("Throttled", (string?)(await SimulatorClient.JsonAsync(throttled))["error"]!["code"]);

        client.Host.SetFaults(new MalformedRowsFault(1, RowShape.Number) { Match = new FaultMatch { Path = "/vaults/*" } });
        Assert.Equal(JsonValueKind.Number, (await client.GetAsync($"{Vault}?{Version}"))["value"]![0]!.GetValueKind());
    }

    private static string Name(JsonObject item) => ((string)item["id"]!).Split('/')[4];

    private static async Task<List<JsonObject>> ListAsync(SimulatorClient client, string path)
    {
        var items = new List<JsonObject>();
        for (var link = $"{path}?{Version}"; link is not null;)
        {
            var page = await client.GetAsync(link);
            items.AddRange(page["value"]!.AsArray().Select(v => v!.AsObject()));
            link = (string?)page["nextLink"];
        }

        return items;
    }
}
