using Dashboard.Core.Audit;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>How an import is to be done.</summary>
/// <param name="Source">Who hands it over.</param>
/// <param name="GoodRows">Whether the good rows are taken where others are bad; else it is all or nothing.</param>
/// <param name="DryRun">Whether it is only tried: everything is read and compared, and nothing is kept.</param>
public sealed record ImportTerms(CertificateSource Source, bool GoodRows = false, bool DryRun = false);

/// <summary>A bad row, with all that is wrong with it.</summary>
/// <param name="Row">Its number; 0 for the upload as a whole.</param>
/// <param name="Line">Its line; 0 where there are none.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record BadRow(int Row, int Line, IReadOnlyList<RowProblem> Problems);

/// <summary>How an import ended.</summary>
public sealed record ImportResult
{
    /// <summary>Whether it was taken: all of it, or its good rows where that was asked for. A dry run says whether it would be.</summary>
    public required bool Taken { get; init; }

    /// <summary>The number of the import; null where nothing changed, and nothing is noted.</summary>
    public long? ImportId { get; init; }

    /// <summary>Rows read.</summary>
    public int Rows { get; init; }

    /// <summary>Certificates that were not known.</summary>
    public int Added { get; init; }

    /// <summary>Known certificates of which it told something new.</summary>
    public int Changed { get; init; }

    /// <summary>Known certificates of which it told nothing new.</summary>
    public int Unchanged { get; init; }

    /// <summary>Bad rows.</summary>
    public int Bad { get; init; }

    /// <summary>The first bad rows, at most <see cref="CertificateLimits.MaxErrors"/>.</summary>
    public IReadOnlyList<BadRow> Errors { get; init; } = [];
}

/// <summary>
/// Takes certificates into the inventory. All is read first, without holding anything up, and written then in one transaction. It never removes anything,
/// and the same certificate twice changes nothing.
/// </summary>
public sealed class ImportCertificatesCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>Runs an import.</summary>
    /// <param name="rows">What was read of the upload.</param>
    /// <param name="terms">How.</param>
    /// <param name="fileHash">Gives SHA-256 of the upload in hex, once all of it was read; null where there is no file.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it before it is written.</param>
    public async Task<ImportResult> RunAsync(
        IAsyncEnumerable<ImportRow> rows, ImportTerms terms, Func<string>? fileHash, AuditActor actor, CancellationToken cancellationToken)
    {
        var staging = new ImportStaging();
        await staging.ReadAsync(rows, cancellationToken);
        if (staging.IsRefused || (staging.Bad > 0 && !terms.GoodRows)) return staging.Result(false);
        ImportResult? result = null;
        await work.RunAsync(
            async (context, token) =>
            {
                (result, var draft) = await WriteAsync(context, staging, terms, fileHash, actor, token);
                return draft;
            },
            cancellationToken);
        return result!;
    }

    private async Task<(ImportResult Result, AuditDraft? Draft)> WriteAsync(
        DashboardDbContext context, ImportStaging staging, ImportTerms terms, Func<string>? fileHash, AuditActor actor, CancellationToken cancellationToken)
    {
        await CertificateGate.ChangeAsync(context, cancellationToken);
        var id = await context.CertificateImports.Select(i => i.Id).DefaultIfEmpty().MaxAsync(cancellationToken) + 1;
        var row = new CertificateImportRow
        {
            Id = id,
            At = UnixTime.Of(clock.GetUtcNow()),
            ActorId = actor.Id,
            ActorName = actor.Name,
            Source = terms.Source,
            FileHash = fileHash?.Invoke(),
            Rows = staging.Rows,
            Added = 0,
            Changed = 0,
            Unchanged = 0,
            Bad = 0,
        };
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        var changes = await new CertificateWriter(context, row.At, id).WriteAsync(staging.Good, cancellationToken);
        foreach (var (staged, problem) in changes.Conflicts) staging.Refuse(staged.Row, staged.Line, [new RowProblem(null, problem)]);
        var taken = staging.Bad == 0 || terms.GoodRows;
        var result = staging.Result(taken) with { Added = changes.Added, Changed = changes.Changed, Unchanged = changes.Unchanged };
        if (!taken) return (staging.Result(false), null);
        if (terms.DryRun || !changes.Any) return (result, null);

        row = row with { Added = changes.Added, Changed = changes.Changed, Unchanged = changes.Unchanged, Bad = staging.Bad };
        await context.CertificateImports.Where(i => i.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.Added, row.Added).SetProperty(i => i.Changed, row.Changed)
                .SetProperty(i => i.Unchanged, row.Unchanged).SetProperty(i => i.Bad, row.Bad),
            cancellationToken);
        var digest = await ImportDigest.OfAsync(context, id, cancellationToken);
        return (result with { ImportId = id }, CertificateRecord.OfImport(actor, row, digest));
    }
}
