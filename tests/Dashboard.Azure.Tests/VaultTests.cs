using Azure.Core;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Certificates.Parsing;
using Dashboard.Simulator;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;

namespace Dashboard.Azure.Tests;

/// <summary>Key Vault through the official client, over HTTPS, from the simulator.</summary>
public sealed class VaultTests
{
    private const string Pay = "kv-pay-clients.vault.azure.net";

    private static readonly SimulatorOptions Options = new() { Apps = 400, Https = true, AsOf = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero), Quota = 100_000 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_vault_certificate_and_version_is_read_with_what_its_policy_says()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, Token);
        using var world = World(simulator);
        Assert.Contains(Pay, world.Vaults.Vaults);
        var listed = await ReadAsync(world.Vaults.ListAsync(Pay, world.Log, Token));
        Assert.True(listed.Count > 10, $"{listed.Count} certificates {world.Problem}");
        Assert.All(listed, l => Assert.Equal((true, 40), (l.Version.Length == 0, l.Sha1.Length)));
        var custody = new HashSet<bool?>();
        foreach (var item in listed.Take(12))
        {
            var newest = await world.Vaults.ReadNewestAsync(Pay, item.Name, world.Log, Token);
            Assert.True(newest is not null, world.Problem);
            custody.Add(newest.Exportable);
            var facts = DerCertificate.Read(newest.Der).Facts!;
            var versions = await ReadAsync(world.Vaults.ListVersionsAsync(Pay, item.Name, world.Log, Token));
            var own = versions.Single(v => v.Version == newest.Version);
            Assert.Equal(item with { Version = own.Version }, own);
            Assert.Equal(own, versions.MaxBy(v => v.Created));
            Assert.Equal(own.Created!.Value.AddMinutes(-10), facts.NotBefore);
            var read = (await world.Vaults.ReadAsync(Pay, item.Name, versions[0].Version, world.Log, Token))!;
            Assert.NotNull(DerCertificate.Read(read.Der).Facts);
            Assert.Null(read.Exportable);
        }

        Assert.Equal([false, true], custody.Order());
        Assert.Contains(listed, l => l.IsMarkedClient && l.Apps is not null);
        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal(0, world.Log.Outcome().NotUnderstood);
    }

    [Fact]
    public async Task On_this_machine_the_real_credential_is_never_asked()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, Token);
        using var world = World(simulator, new NoCredential());
        Assert.NotEmpty(await ReadAsync(world.Vaults.ListAsync(Pay, world.Log, Token)));
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Fact]
    public async Task A_vault_that_refuses_throttles_or_breaks_is_named_with_what_would_mend_it()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, Token);
        using var world = World(simulator);
        var path = new FaultMatch { Path = "/vaults/kv-pay-clients/*" };
        await Fails(new VaultForbiddenFault("kv-pay-clients"), "HTTP 403 (Forbidden, ForbiddenByRbac)", "Key Vault Reader");
        await Fails(new VaultForbiddenFault("kv-pay-clients", "ForbiddenByFirewall"), "ForbiddenByFirewall", "firewall");
        await Fails(new ThrottleFault(1) { Match = path }, "HTTP 429 (Throttled)", "throttling");
        await Fails(new MalformedRowsFault(1, RowShape.Number) { Match = path }, "not understood", "proxy");
        await Fails(new CutBodyFault { Match = path }, "", "");
        await Fails(new ForeignNextLinkFault(new Uri("https://127.0.0.1:1")) { Match = path }, "led elsewhere", "proxy");
        await Fails(new ForeignRedirectFault(new Uri("https://127.0.0.1:1")) { Match = path }, "HTTP 307", "redirected");

        simulator.SetFaults(new ThrottleFault(1) { Match = path, When = new FaultTiming { First = 2 } });
        world.ForgetLog();
        Assert.NotEmpty(await ReadAsync(world.Vaults.ListAsync(Pay, world.Log, Token)));
        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal(TimeSpan.FromSeconds(2), world.Log.Waits);

        async Task Fails(Fault fault, string says, string remedy)
        {
            simulator.SetFaults(fault);
            world.ForgetLog();
            await ReadAsync(world.Vaults.ListAsync(Pay, world.Log, Token));
            Assert.False(world.Log.Complete, fault.ToString());
            Assert.Contains(Pay, world.Problem, StringComparison.Ordinal);
            Assert.Contains(says, world.Problem, StringComparison.Ordinal);
            Assert.Contains(remedy, world.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_the_pinned_authority_did_not_sign_is_not_trusted()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, Token);
        await using var other = await SimulatorHost.StartAsync(Options, Token);
        using var world = new AzureWorld(simulator.HttpEndpoint, s => s with { KeyVaultUris = simulator.VaultUris, LoopbackAuthority = other.CertificateAuthorityPem, MaxRetries = 1 });
        Assert.Empty(await ReadAsync(world.Vaults.ListAsync(Pay, world.Log, Token)));
        Assert.Contains("TLS failed", world.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://kv.vault.azure.net", "kv.vault.azure.net")]
    [InlineData("https://KV.vault.azure.net/", "kv.vault.azure.net")]
    [InlineData("http://kv.vault.azure.net", null)]
    [InlineData("https://kv.vault.azure.net:444", null)]
    [InlineData("https://kv.vault.azure.net/certificates", null)]
    [InlineData("https://kv.vault.azure.net?x=1", null)]
    [InlineData("https://me@kv.vault.azure.net", null)]
    [InlineData("https://vault.azure.net", null)]
    [InlineData("https://a.b.vault.azure.net", null)]
    [InlineData("https://kvvault.azure.net", null)]
    [InlineData("https://kv.vault.azure.net.evil.example", null)]
    [InlineData("https://kv.vault.usgovcloudapi.net", null)]
    [InlineData("https://127.0.0.1:5443/vaults/kv", null)]
    public void A_vault_is_one_of_the_cloud_over_https(string address, string? host)
    {
        if (host is null) Assert.Throws<ArgumentException>(() => new AzureSettings { KeyVaultUris = [new Uri(address)] });
        else Assert.Equal(host, new AzureSettings { KeyVaultUris = [new Uri(address)] }.Vaults.Single().Host);
    }

    [Fact]
    public void Beside_a_simulated_estate_vaults_are_simulated_too()
    {
        var settings = new AzureSettings(resourceManagerEndpoint: new Uri("http://127.0.0.1:5090"), credential: CredentialKind.LoopbackToken);
        Assert.Throws<ArgumentException>(() => settings with { KeyVaultUris = [new Uri("https://kv.vault.azure.net")] });
        Assert.Throws<ArgumentException>(() => settings with { KeyVaultUris = [new Uri("https://127.0.0.1:5443/")] });
        Assert.Equal("kv.vault.azure.net", (settings with { KeyVaultUris = [new Uri("https://127.0.0.1:5443/vaults/kv/")] }).Vaults.Single().Host);
    }

    private static AzureWorld World(SimulatorHost simulator, TokenCredential? credential = null) => new(
        simulator.HttpEndpoint, s => s with { KeyVaultUris = simulator.VaultUris, LoopbackAuthority = simulator.CertificateAuthorityPem }, credential);

    private static async Task<List<VaultVersion>> ReadAsync(IAsyncEnumerable<IReadOnlyList<VaultVersion>> pages)
    {
        var all = new List<VaultVersion>();
        await foreach (var page in pages) all.AddRange(page);
        return all;
    }

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new InvalidOperationException("The real credential was asked.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The real credential was asked.");
    }
}
