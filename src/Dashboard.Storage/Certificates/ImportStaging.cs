using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Storage.Commands;

namespace Dashboard.Storage.Certificates;

/// <summary>What was read of an import and waits to be written: facts alone, whose issuers are shared, and the first bad rows.</summary>
internal sealed class ImportStaging
{
    private readonly List<BadRow> errors = [];
    private readonly Dictionary<string, DistinguishedName> issuers = new(StringComparer.Ordinal);

    public List<StagedCertificate> Good { get; } = [];

    public int Rows { get; private set; }

    public int Bad { get; private set; }

    /// <summary>Whether nothing of the upload may be taken.</summary>
    public bool IsRefused { get; private set; }

    public async Task ReadAsync(IAsyncEnumerable<ImportRow> rows, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.Row > 0) Rows++;
            if (row.RefusesAll)
            {
                // Nothing stays of what was read before it.
                IsRefused = true;
                Good.Clear();
            }

            if (row.Draft is { } draft) Good.Add(new StagedCertificate(row.Row, row.Line, Shared(draft)));
            else Refuse(row.Row, row.Line, row.Problems);
        }
    }

    public void Refuse(int row, int line, IReadOnlyList<RowProblem> problems)
    {
        Bad++;
        // The one that refuses all must be among those that are told.
        if (errors.Count == CertificateLimits.MaxErrors && IsRefused) errors.RemoveAt(errors.Count - 1);
        if (errors.Count < CertificateLimits.MaxErrors) errors.Add(new BadRow(row, line, problems));
    }

    public ImportResult Result(bool taken) => new() { Taken = taken, Rows = Rows, Bad = Bad, Errors = [.. errors.OrderBy(e => e.Row)] };

    // An estate has a handful of issuers and thousands of certificates of each.
    private CertificateDraft Shared(CertificateDraft draft)
    {
        var issuer = draft.Facts.Issuer;
        if (issuers.Count < 1000) issuers.TryAdd(issuer.Key, issuer);
        return issuers.TryGetValue(issuer.Key, out var shared) && shared.Text == issuer.Text && !ReferenceEquals(shared, issuer)
            ? draft with { Facts = draft.Facts with { Issuer = shared } }
            : draft;
    }
}
