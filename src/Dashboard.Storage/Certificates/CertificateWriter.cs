using Dashboard.Core.Certificates;
using Dashboard.Storage.Merging;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Certificates;

/// <summary>
/// Writes certificates into the inventory inside the caller's transaction, behind <see cref="CertificateGate"/>. What is known stays: a certificate that
/// comes again completes what was left open, adds its apps and its revocation, and takes nothing away. Imports use it, and so may merges of runs.
/// </summary>
internal sealed class CertificateWriter(DashboardDbContext context, long known, long? importId)
{
    private const int AtOnce = 500;

    private readonly CertificateChanges changes = new();
    private readonly List<CertificateRow> rows = [];
    private readonly List<CertificateAppRow> apps = [];
    private readonly List<CertificateEndRow> ends = [];
    private readonly KnownCertificates here = new();
    private long nextId;

    /// <summary>Writes <paramref name="staged"/>; the conflicts among them are left out.</summary>
    public async Task<CertificateChanges> WriteAsync(IReadOnlyList<StagedCertificate> staged, CancellationToken cancellationToken)
    {
        nextId = await context.Certificates.Select(c => c.Id).DefaultIfEmpty().MaxAsync(cancellationToken) + 1;
        foreach (var chunk in staged.Chunk(AtOnce))
        {
            await here.ReadAsync(context, chunk, cancellationToken);
            foreach (var one in chunk) await TakeAsync(one, cancellationToken);
            // What is written needs no memory any more.
            await InsertAsync(rows, cancellationToken);
            await InsertAsync(apps, cancellationToken);
            await InsertAsync(ends, cancellationToken);
        }

        return changes;
    }

    private async Task TakeAsync(StagedCertificate staged, CancellationToken cancellationToken)
    {
        var (found, problem) = here.Find(staged.Draft.Facts);
        problem ??= found is null ? null : KnownCertificates.Contradiction(found, staged.Draft.Facts);
        if (problem is not null)
        {
            changes.Conflicts.Add((staged, problem));
            return;
        }

        if (found is null)
        {
            var row = CertificateRow.Of(nextId++, staged.Draft, known, importId);
            rows.Add(row);
            found = here.Add(row);
            changes.Added++;
            Attach(found, staged.Draft);
            return;
        }

        var completed = await CompleteAsync(found, staged.Draft, cancellationToken);
        if (Attach(found, staged.Draft) || completed) changes.Changed++;
        else changes.Unchanged++;
    }

    /// <summary>Adds the apps and the revocation that were not known; true where there were any.</summary>
    private bool Attach(KnownCertificate certificate, CertificateDraft draft)
    {
        var added = false;
        foreach (var app in draft.Apps.Where(certificate.Apps.Add))
        {
            apps.Add(new CertificateAppRow { CertificateId = certificate.Id, AppKey = app, Known = known, ImportId = importId });
            added = true;
        }

        if (draft.RevokedAt is not { } revoked || certificate.IsRevoked) return added;
        certificate.IsRevoked = true;
        ends.Add(new CertificateEndRow
        {
            CertificateId = certificate.Id,
            Kind = CertificateEndKind.Revoked,
            At = UnixTime.Of(revoked),
            Known = known,
            ImportId = importId,
        });
        return true;
    }

    /// <summary>Fills in what a row without a certificate left open, and takes custody as told now. True where anything changed.</summary>
    private async Task<bool> CompleteAsync(KnownCertificate certificate, CertificateDraft draft, CancellationToken cancellationToken)
    {
        var completes = certificate.Thumbprint is null && draft.Facts.Thumbprint is not null;
        var told = draft.Custody != KeyCustody.Unknown && draft.Custody != certificate.Custody;
        // One that was imported before is a version like the others of its vault from now on, so that it has a next one.
        var isFound = !certificate.IsInVault && draft.Origin.Series is not null;
        certificate.IsInVault |= isFound;
        if (isFound) await FindAsync(certificate, draft.Origin, cancellationToken);
        if (!completes && !told) return isFound;
        var custody = told ? draft.Custody : certificate.Custody;
        certificate.Custody = custody;
        if (completes) here.Complete(certificate, draft.Facts.Thumbprint!);
        var seen = CertificateRow.Of(certificate.Id, draft, known, importId);
        if (rows.Count > 0 && certificate.Id >= rows[0].Id)
        {
            // It came a moment ago and is not in the database yet. New numbers are given one after the other.
            var place = (int)(certificate.Id - rows[0].Id);
            var waiting = rows[place];
            rows[place] = completes ? Completed(waiting, seen) with { Custody = custody } : waiting with { Custody = custody };
            return true;
        }

        var row = context.Certificates.Where(c => c.Id == certificate.Id);
        if (!completes)
        {
            await row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Custody, custody), cancellationToken);
            return true;
        }

        await row.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Custody, custody).SetProperty(c => c.Thumbprint, seen.Thumbprint).SetProperty(c => c.Key, seen.Key)
                .SetProperty(c => c.KeySize, seen.KeySize).SetProperty(c => c.Curve, seen.Curve).SetProperty(c => c.Signature, seen.Signature)
                .SetProperty(c => c.Ekus, seen.Ekus).SetProperty(c => c.Sans, seen.Sans).SetProperty(c => c.IsAuthority, seen.IsAuthority),
            cancellationToken);
        return true;
    }

    private async Task FindAsync(KnownCertificate certificate, CertificateOrigin origin, CancellationToken cancellationToken)
    {
        var (vault, name) = (origin.Vault!.ToLowerInvariant(), origin.Name!.ToLowerInvariant());
        if (rows.Count > 0 && certificate.Id >= rows[0].Id)
        {
            var place = (int)(certificate.Id - rows[0].Id);
            rows[place] = rows[place] with { Vault = vault, VaultName = name, VaultVersion = origin.Version };
            return;
        }

        await context.Certificates.Where(c => c.Id == certificate.Id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Vault, vault).SetProperty(c => c.VaultName, name).SetProperty(c => c.VaultVersion, origin.Version), cancellationToken);
    }

    private static CertificateRow Completed(CertificateRow row, CertificateRow seen) => row with
    {
        Thumbprint = seen.Thumbprint,
        Key = seen.Key,
        KeySize = seen.KeySize,
        Curve = seen.Curve,
        Signature = seen.Signature,
        Ekus = seen.Ekus,
        Sans = seen.Sans,
        IsAuthority = seen.IsAuthority,
    };

    private async Task InsertAsync<TRow>(List<TRow> inserted, CancellationToken cancellationToken)
        where TRow : class
    {
        if (inserted.Count == 0) return;
        await using var insert = new PreparedInsert<TRow>(context);
        foreach (var row in inserted) await insert.RunAsync(row, cancellationToken);
        inserted.Clear();
    }
}
