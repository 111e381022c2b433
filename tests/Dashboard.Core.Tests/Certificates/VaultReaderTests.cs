using System.Runtime.CompilerServices;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Collection;

namespace Dashboard.Core.Tests.Certificates;

/// <summary>A run reads of a vault what changed, believes whole lists alone, and takes a certificate with all of its versions or not at all.</summary>
public sealed class VaultReaderTests
{
    private const string Vault = "kv.vault.azure.net";
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_first_run_reads_every_version_and_the_next_one_only_the_list()
    {
        var world = new World();
        world.Add("a", "1", 0);
        world.Add("a", "2", 10);
        world.Add("b", "1", 3);
        var changes = await world.RunAsync();
        Assert.Equal([("a", "1"), ("a", "2"), ("b", "1")], changes.Select(c => (c.Seen.Name, c.Seen.Version)));
        Assert.All(changes, c => Assert.Equal(KeyCustody.NotExportable, Assert.IsType<VaultChange.Stands>(c).Draft!.Custody));
        Assert.Equal($"{Vault}/a", ((VaultChange.Stands)changes[0]).Draft!.Origin.Series);
        Assert.Equal(["list", "newest a", "newest b", "read a/1", "versions a", "versions b"], world.Asked.Order());

        Assert.Empty(await world.RunAsync());
        Assert.Equal(["list"], world.Asked);

        world.Add("b", "2", 20);
        Assert.Equal([("b", "2")], (await world.RunAsync()).Select(c => (c.Seen.Name, c.Seen.Version)));
        Assert.Equal(["list", "newest b", "versions b"], world.Asked.Order());
    }

    [Fact]
    public async Task What_is_disabled_is_told_and_what_a_whole_list_lacks_is_gone()
    {
        var world = new World();
        world.Add("a", "1", 0);
        world.Add("b", "1", 0);
        world.Add("b", "2", 5);
        await world.RunAsync();
        world.Versions.RemoveAt(1);
        world.Versions[0] = world.Versions[0] with { Enabled = false, Updated = Start.AddDays(30) };
        world.Versions[1] = world.Versions[1] with { Updated = Start.AddDays(31) };
        var changes = await world.RunAsync();
        Assert.Equal(["Stands a/1 False", "Gone b/1 True", "Stands b/2 True"], changes.Select(c => $"{c.GetType().Name} {c.Seen.Name}/{c.Seen.Version} {c.Seen.Enabled}"));

        world.Versions.Clear();
        Assert.Equal(["Gone a/1", "Gone b/2"], (await world.RunAsync()).Select(c => $"{c.GetType().Name} {c.Seen.Name}/{c.Seen.Version}"));
        Assert.Empty(await world.RunAsync());

        // What comes back is told again.
        world.Add("a", "1", 0);
        Assert.Equal("a", Assert.IsType<VaultChange.Stands>(Assert.Single(await world.RunAsync())).Seen.Name);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("versions b")]
    [InlineData("newest b")]
    [InlineData("read b/1")]
    public async Task What_was_not_read_proves_nothing_and_is_read_next_time(string broken)
    {
        var world = new World();
        world.Add("gone", "1", 0);
        await world.RunAsync();
        world.Versions.Clear();
        world.Add("a", "1", 0);
        world.Add("b", "1", 0);
        world.Add("b", "2", 5);
        world.Broken = broken;
        var changes = await world.RunAsync();
        Assert.False(world.Log.Complete);
        Assert.Contains(changes, c => c is VaultChange.Stands { Seen.Name: "a" });
        Assert.Equal(broken != "list", changes.Any(c => c is VaultChange.Gone));
        if (broken != "list") Assert.DoesNotContain(changes, c => c.Seen.Name == "b");

        world.Broken = null;
        var rest = await world.RunAsync();
        Assert.True(world.Log.Complete);
        Assert.Equal(broken == "list" ? ["gone"] : ["b", "b"], rest.Select(c => c.Seen.Name));
    }

    [Fact]
    public async Task Certificates_of_servers_and_what_is_none_are_read_once_and_not_taken()
    {
        var world = new World();
        world.Add("server", "1", 0);
        world.Add("marked", "1", 0);
        world.Versions[1] = world.Versions[1] with { IsMarkedClient = true, Apps = "/subscriptions/1/resourceGroups/RG/providers/Microsoft.Web/sites/Pay x" };
        world.Add("broken", "1", 0);
        world.Content["server/1"] = world.Content["marked/1"] = Der("server", Start, ["1.3.6.1.5.5.7.3.1"]);
        world.Content["broken/1"] = new byte[] { 1, 2, 3 };
        var changes = (await world.RunAsync()).Cast<VaultChange.Stands>().ToDictionary(c => c.Seen.Name);
        Assert.Null(changes["server"].Draft);
        Assert.Null(changes["broken"].Draft);
        Assert.Equal(["/subscriptions/1/resourcegroups/rg/providers/microsoft.web/sites/pay"], changes["marked"].Draft!.Apps);
        Assert.Equal((true, 1), (world.Log.Complete, world.Log.Outcome().NotUnderstood));
        Assert.Empty(await world.RunAsync());
    }

    private static ReadOnlyMemory<byte> Der(string name, DateTimeOffset from, string[]? ekus) =>
        new MadeCertificate { Subject = [("2.5.4.3", name)], NotBefore = from, NotAfter = from.AddDays(90), Ekus = ekus }.ToDer();

    /// <summary>A vault that answers from memory, and the history that it leaves.</summary>
    private sealed class World : ICertificateVaults, IVaultStore
    {
        private readonly Dictionary<(string, string), StoredVersion> stored = [];

        public List<VaultVersion> Versions { get; } = [];

        public Dictionary<string, ReadOnlyMemory<byte>> Content { get; } = [];

        public System.Collections.Concurrent.ConcurrentBag<string> Asked { get; } = [];

        public string? Broken { get; set; }

        public SourceLog Log { get; private set; } = new("");

        public IReadOnlyList<string> Vaults => [Vault];

        public void Add(string name, string version, int day)
        {
            var created = Start.AddDays(day);
            Content[$"{name}/{version}"] = Der(name + version, created, null);
            Versions.Add(new VaultVersion(name, version, $"{name}{version}", true, created, created));
        }

        public async Task<IReadOnlyList<VaultChange>> RunAsync()
        {
            Asked.Clear();
            Log = new SourceLog(ICertificateVaults.SourceName);
            var changes = await new VaultReader(this, this, _ => Task.CompletedTask).ReadAsync(Log, TestContext.Current.CancellationToken);
            foreach (var change in changes) stored[(change.Seen.Name, change.Seen.Version)] = new StoredVersion(change.Vault, change.Seen, change is VaultChange.Gone);
            return changes;
        }

        public Task<IReadOnlyList<StoredVersion>> ReadVersionsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<StoredVersion>>([.. stored.Values]);

        public async IAsyncEnumerable<IReadOnlyList<VaultVersion>> ListAsync(string vault, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return [.. Versions.GroupBy(v => v.Name).Select(g => g.MaxBy(v => v.Created)! with { Version = "" })];
            Ask("list", log);
        }

        public async IAsyncEnumerable<IReadOnlyList<VaultVersion>> ListVersionsAsync(
            string vault, string name, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            if (Ask($"versions {name}", log)) yield return [.. Versions.Where(v => v.Name == name)];
        }

        public Task<VaultContent?> ReadNewestAsync(string vault, string name, SourceLog log, CancellationToken cancellationToken)
        {
            var newest = Versions.Where(v => v.Name == name).MaxBy(v => v.Created)!;
            return Task.FromResult(Ask($"newest {name}", log) ? new VaultContent(newest.Version, Content[$"{name}/{newest.Version}"], false) : null);
        }

        public Task<VaultContent?> ReadAsync(string vault, string name, string version, SourceLog log, CancellationToken cancellationToken) =>
            Task.FromResult(Ask($"read {name}/{version}", log) ? new VaultContent(version, Content[$"{name}/{version}"], null) : null);

        private bool Ask(string what, SourceLog log)
        {
            Asked.Add(what);
            if (what != Broken) return true;
            log.Incomplete($"{what} failed.");
            return false;
        }
    }
}
