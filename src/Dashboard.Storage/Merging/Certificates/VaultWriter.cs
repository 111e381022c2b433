using Dashboard.Core.Certificates.Collection;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Certificates;

/// <summary>
/// Writes what a run learned of vaults inside the current transaction: certificates into the inventory, which takes nothing away, and versions with what
/// became of them. That a version is disabled or gone ends no certificate: its client may have the key elsewhere, and that it is out of use is a person's word.
/// </summary>
internal sealed class VaultWriter(DashboardDbContext context, long runTime)
{
    private const int AtOnce = 500;

    public async Task WriteAsync(IReadOnlyList<VaultChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0) return;
        await CertificateGate.ChangeAsync(context, cancellationToken);
        var drafts = changes.OfType<VaultChange.Stands>().Select(s => s.Draft).OfType<Core.Certificates.CertificateDraft>()
            .Select((draft, i) => new StagedCertificate(i, 0, draft)).ToList();
        await new CertificateWriter(context, runTime, importId: null).WriteAsync(drafts, cancellationToken);
        var ids = await IdsAsync([.. drafts.Select(d => d.Draft.Facts.Thumbprint).OfType<string>().Distinct()], cancellationToken);

        var vaults = changes.Select(c => c.Vault).Distinct().ToList();
        var before = (await context.VaultVersions.AsNoTracking().Where(v => vaults.Contains(v.Vault)).ToListAsync(cancellationToken))
            .ToDictionary(v => (v.Vault, v.Name, v.Version));
        await using var insert = new PreparedInsert<VaultVersionRow>(context);
        await using var delete = context.Prepare("""DELETE FROM "VaultVersions" WHERE "Vault" = @p0 AND "Name" = @p1 AND "Version" = @p2""", 3);
        foreach (var change in changes)
        {
            var stood = before.GetValueOrDefault((change.Vault, change.Seen.Name, change.Seen.Version));
            if (stood is not null) await delete.RunAsync([stood.Vault, stood.Name, stood.Version], cancellationToken);
            await insert.RunAsync(Row(change, stood, ids), cancellationToken);
        }
    }

    private VaultVersionRow Row(VaultChange change, VaultVersionRow? before, Dictionary<string, long> ids) => change switch
    {
        VaultChange.Stands stands => new VaultVersionRow
        {
            Vault = stands.Vault,
            Name = stands.Seen.Name,
            Version = stands.Seen.Version,
            CertificateId = stands.Draft?.Facts.Thumbprint is { } thumbprint && ids.TryGetValue(thumbprint, out var id) ? id : before?.CertificateId,
            Sha1 = stands.Seen.Sha1,
            Created = stands.Seen.Created is { } created ? UnixTime.Of(created) : null,
            Updated = stands.Seen.Updated is { } updated ? UnixTime.Of(updated) : null,
            Apps = stands.Seen.Apps,
            IsMarkedClient = stands.Seen.IsMarkedClient,
            DisabledSince = stands.Seen.Enabled ? null : before?.DisabledSince ?? runTime,
        },
        VaultChange.Gone => (before ?? throw new InvalidOperationException("What was never there cannot be gone.")) with { GoneSince = runTime },
        _ => throw new InvalidOperationException($"No such change: {change.GetType().Name}."),
    };

    private async Task<Dictionary<string, long>> IdsAsync(List<string> thumbprints, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in thumbprints.Chunk(AtOnce))
        {
            var rows = await context.Certificates.Where(c => c.Thumbprint != null && chunk.Contains(c.Thumbprint)).Select(c => new { c.Thumbprint, c.Id })
                .ToListAsync(cancellationToken);
            foreach (var row in rows) ids[row.Thumbprint!] = row.Id;
        }

        return ids;
    }
}
