using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Collection;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Simulator;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Storage;
using Dashboard.Storage.Queries.Certificates;

namespace Dashboard.Collection.Tests;

/// <summary>Certificates of vaults the whole way: the simulator over HTTPS, the official client, the collector, a database, the question.</summary>
public abstract class VaultCollectionTests(DatabaseProvider provider)
{
    private const string Pay = "kv-pay-clients";

    private static readonly SimulatorOptions Options = new() { Apps = 400, Https = true, Quota = 10_000 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public sealed class OnSqlite() : VaultCollectionTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : VaultCollectionTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_run_takes_what_is_in_the_vaults_and_the_next_one_writes_nothing_and_reads_the_lists_alone()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeAsync(Options);
        var first = await world.CollectAsync();
        Assert.Equal((RunStatus.Succeeded, null), (first.Status, Source(first).Problem));
        var versions = await VersionsAsync(world);
        var items = await ItemsAsync(world);
        Assert.True(items.Count > 60, $"{items.Count} certificates");
        // Those of servers are noted, so that they are not read again, and are in no list.
        Assert.True(versions.Count > items.Count);
        Assert.All(items, i => Assert.EndsWith(".vault.azure.net", i.Origin.Vault, StringComparison.Ordinal));
        Assert.All(items, i => Assert.Equal(i.NotBefore.AddMinutes(10), i.Issued));
        Assert.Contains(items, i => i.Apps.Count == 1 && i.Apps[0].Contains("/sites/", StringComparison.Ordinal));
        Assert.Contains(items, i => i.Successor?.Basis == SuccessionBasis.NextVersion);

        world.Clock.Advance(TimeSpan.FromMinutes(30));
        world.Simulator.MoveTo(world.Clock.GetUtcNow());
        var second = await world.CollectAsync();
        Assert.Equal(RunStatus.Succeeded, second.Status);
        Assert.Equal(versions, await VersionsAsync(world));
        Assert.Equal(items.Select(i => (i.Id, i.Known)), (await ItemsAsync(world)).Select(i => (i.Id, i.Known)));
        // A list of a vault is some pages: no challenge, no version, no certificate.
        Assert.InRange(Source(second).Requests, world.Simulator.VaultUris.Count, world.Simulator.VaultUris.Count * 3);
        Assert.Equal(Source(second).Pages, Source(second).Requests);
    }

    [Fact]
    public async Task What_is_renewed_disabled_or_deleted_later_is_told_and_nothing_is_lost()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeAsync(Options);
        await world.CollectAsync();
        var before = await ItemsAsync(world);
        var known = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromDays(300));
        world.Simulator.MoveTo(world.Clock.GetUtcNow());
        var result = await world.CollectAsync();
        Assert.Equal(RunStatus.Succeeded, result.Status);
        var after = (await ItemsAsync(world)).ToDictionary(i => i.Id);
        Assert.All(before, b => Assert.Equal(b.Texts.Thumbprint, after[b.Id].Texts.Thumbprint));
        Assert.True(after.Count > before.Count + 20);
        var now = world.Clock.GetUtcNow();
        Assert.Contains(after.Values, i => i.VaultDisabledSince == now);
        Assert.Contains(after.Values, i => i.VaultGoneSince == now);
        Assert.Contains(await VersionsAsync(world), v => v.IsGone);
        // What a vault says of its use ends no certificate.
        Assert.All(after.Values.Where(i => i.VaultGoneSince is not null || i.VaultDisabledSince is not null), i => Assert.Null(i.RetiredAt));
        var figures = (await world.Query<RenewalLeadTimeQuery>().RunAsync(known, now, null, Token)).Figures!;
        Assert.True(figures is { Renewals: > 20, Late: > 0, Lapsed: > 0 }, figures.ToString());
        // As of then, nobody knew.
        Assert.All(await ItemsAsync(world, known), i => Assert.False(i.VaultDisabledSince > known || i.VaultGoneSince > known || i.Known > known));
    }

    [Fact]
    public async Task A_vault_that_refuses_or_throttles_makes_the_run_partial_and_takes_nothing_away()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeAsync(Options);
        await world.CollectAsync();
        var items = await ItemsAsync(world);
        foreach (var fault in new Fault[] { new VaultForbiddenFault(Pay), new ThrottleFault(0) { Match = new FaultMatch { Path = $"/vaults/{Pay}/*" } } })
        {
            var versions = await VersionsAsync(world);
            world.Simulator.SetFaults(fault);
            world.Clock.Advance(TimeSpan.FromDays(100));
            world.Simulator.MoveTo(world.Clock.GetUtcNow());
            var result = await world.CollectAsync();
            Assert.Equal(RunStatus.Partial, result.Status);
            Assert.Contains($"Key Vault {Pay}.vault.azure.net answered HTTP {(fault is ThrottleFault ? 429 : 403)}", Source(result).Problem, StringComparison.Ordinal);
            var now = await VersionsAsync(world);
            Assert.Equal(versions.Where(IsPay), now.Where(IsPay));
            // The others were read all the same.
            Assert.True(now.Count > versions.Count);
            var known = (await ItemsAsync(world)).Select(i => i.Id).ToHashSet();
            Assert.All(items, i => Assert.Contains(i.Id, known));
        }

        world.Simulator.SetFaults();
        Assert.Equal(RunStatus.Succeeded, (await world.CollectAsync()).Status);
        Assert.Contains(await VersionsAsync(world), v => IsPay(v) && v.Seen.Created > world.Clock.GetUtcNow().AddDays(-100));
    }

    private static bool IsPay(StoredVersion version) => version.Vault.StartsWith(Pay, StringComparison.Ordinal);

    private static SourceOutcome Source(CollectionResult result) => result.Report!.Sources.Single(s => s.Name == ICertificateVaults.SourceName);

    private static async Task<List<StoredVersion>> VersionsAsync(CollectionWorld world) =>
        [.. (await world.Query<IVaultStore>().ReadVersionsAsync(Token)).OrderBy(v => v.Vault + v.Seen.Name + v.Seen.Version, StringComparer.Ordinal)];

    private static async Task<List<CertificateItem>> ItemsAsync(CollectionWorld world, DateTimeOffset? asOf = null)
    {
        var items = new List<CertificateItem>();
        await foreach (var item in world.Query<CertificateListQuery>().StreamAsync(CertificateFilter.Any, CertificateSort.Default, asOf, Token)) items.Add(item);
        return [.. items.OrderBy(i => i.Id)];
    }
}
