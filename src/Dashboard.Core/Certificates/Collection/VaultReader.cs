using System.Collections.Concurrent;
using Dashboard.Core.Certificates.Import;
using Dashboard.Core.Certificates.Parsing;
using Dashboard.Core.Collection;

namespace Dashboard.Core.Certificates.Collection;

/// <summary>
/// Reads what changed in the vaults. The list of a vault tells which certificates have another newest version than before; only of those the versions are
/// listed, and only new or changed ones are read. A certificate counts when all of it was read, and next time it is read again where it was not. What is
/// not in a whole list any more is gone; a list that broke off proves nothing.
/// </summary>
internal sealed class VaultReader(ICertificateVaults source, IVaultStore store, Func<string, Task> beat)
{
    private const string Phase = "Reading certificates of vaults";

    /// <summary>Certificates of a vault that are read side by side: vaults throttle, and each certificate takes some requests.</summary>
    private const int AtOnce = 6;

    /// <summary>What changed. What could not be read is in <paramref name="log"/>, with the vault's name.</summary>
    public async Task<IReadOnlyList<VaultChange>> ReadAsync(SourceLog log, CancellationToken cancellationToken)
    {
        if (source.Vaults.Count == 0) return [];
        var stored = (await store.ReadVersionsAsync(cancellationToken)).ToLookup(v => v.Vault, StringComparer.Ordinal);
        var changes = new List<VaultChange>();
        foreach (var vault in source.Vaults)
        {
            // A log of its own tells whether this vault came whole; what it says is added to that of all.
            var own = new SourceLog(log.Name);
            changes.AddRange(await ReadAsync(vault, stored[vault].ToLookup(v => v.Seen.Name, StringComparer.Ordinal), own, cancellationToken));
            log.Add(own);
        }

        return changes;
    }

    private async Task<IReadOnlyList<VaultChange>> ReadAsync(
        string vault, ILookup<string, StoredVersion> stored, SourceLog log, CancellationToken cancellationToken)
    {
        var (listed, whole) = await ReadListAsync(source.ListAsync(vault, log, cancellationToken), v => v.Name, log);
        await beat(Phase);
        var changes = new ConcurrentBag<VaultChange>();
        var changed = listed.Values.Where(l => !IsAsBefore(l, stored[l.Name])).Select(l => l.Name);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(changed, options, async (name, token) =>
        {
            var own = new SourceLog(log.Name);
            foreach (var change in await ReadCertificateAsync(vault, name, [.. stored[name]], own, token)) changes.Add(change);
            log.Add(own);
            await beat(Phase);
        });
        if (whole)
        {
            var gone = stored.Where(s => !listed.ContainsKey(s.Key)).SelectMany(s => s).Where(s => !s.IsGone);
            foreach (var version in gone) changes.Add(new VaultChange.Gone(vault, version.Seen));
        }

        // Side by side they come in any order, and a run's writes should not hang on that.
        return [.. changes.OrderBy(c => c.Seen.Name, StringComparer.Ordinal).ThenBy(c => c.Seen.Created).ThenBy(c => c.Seen.Version, StringComparer.Ordinal)];
    }

    // A list names the newest version only by what it says of it.
    private static bool IsAsBefore(VaultVersion listed, IEnumerable<StoredVersion> stored) =>
        stored.Where(s => !s.IsGone).MaxBy(s => s.Seen.Created) is { } newest && IsSame(newest.Seen, listed);

    private static bool IsSame(VaultVersion one, VaultVersion other) =>
        (one.Sha1, one.Enabled, one.Created, one.Updated) == (other.Sha1, other.Enabled, other.Created, other.Updated);

    private async Task<IReadOnlyList<VaultChange>> ReadCertificateAsync(
        string vault, string name, IReadOnlyList<StoredVersion> stored, SourceLog log, CancellationToken cancellationToken)
    {
        var known = stored.ToDictionary(s => s.Seen.Version, StringComparer.Ordinal);
        var newest = await source.ReadNewestAsync(vault, name, log, cancellationToken);
        if (newest is null) return [];
        var (versions, whole) = await ReadListAsync(source.ListVersionsAsync(vault, name, log, cancellationToken), v => v.Version, log);
        var changes = new List<VaultChange>();
        foreach (var version in versions.Values)
        {
            if (known.TryGetValue(version.Version, out var before) && !before.IsGone && IsSame(before.Seen, version)) continue;
            var content = version.Version == newest.Version ? newest : await source.ReadAsync(vault, name, version.Version, log, cancellationToken);
            if (content is null)
            {
                whole = false;
                break;
            }

            // Key Vault has one policy for all versions of a certificate.
            changes.Add(new VaultChange.Stands(vault, version, Draft(vault, version, content with { Exportable = content.Exportable ?? newest.Exportable }, log)));
        }

        if (!whole) return [];
        changes.AddRange(stored.Where(s => !s.IsGone && !versions.ContainsKey(s.Seen.Version)).Select(s => new VaultChange.Gone(vault, s.Seen)));
        return changes;
    }

    private static async Task<(Dictionary<string, VaultVersion> Items, bool Whole)> ReadListAsync(
        IAsyncEnumerable<IReadOnlyList<VaultVersion>> pages, Func<VaultVersion, string> key, SourceLog log)
    {
        var items = new Dictionary<string, VaultVersion>(StringComparer.Ordinal);
        await foreach (var page in pages)
        {
            foreach (var item in page) items[key(item)] = item;
        }

        return (items, log.Complete && log.Outcome().NotUnderstood == 0);
    }

    private static CertificateDraft? Draft(string vault, VaultVersion version, VaultContent content, SourceLog log)
    {
        // One that its issuer has not signed yet.
        if (content.Der.IsEmpty) return null;
        if (DerCertificate.Read(content.Der).Facts is not { } facts)
        {
            log.NotUnderstood();
            return null;
        }

        if (facts.AllowsClientAuth == false && !version.IsMarkedClient) return null;
        return new CertificateDraft
        {
            Facts = facts,
            Origin = new CertificateOrigin(CertificateSource.KeyVault, vault, version.Name, version.Version, version.Created),
            Custody = content.Exportable switch { true => KeyCustody.Exportable, false => KeyCustody.NotExportable, null => KeyCustody.Unknown },
            Apps = [.. (version.Apps ?? "").Split([';', ',', ' ']).Select(FieldValues.App).OfType<string>().Distinct().Take(CertificateLimits.MaxApps)],
        };
    }
}
