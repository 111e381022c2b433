using System.Diagnostics.CodeAnalysis;
using Dashboard.Storage.Certificates;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>
/// Holds the inventory after its newest change. Every change commits with its revision: whoever reads that in one transaction with what is held knows by
/// it alone whether that is what the database says, whichever replica changed it.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class CurrentCertificates
{
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile CertificateBook? held;

    /// <summary>The inventory, as the current transaction sees it.</summary>
    public async ValueTask<CertificateBook> ReadAsync(DashboardDbContext context, CancellationToken cancellationToken)
    {
        var revision = await CertificateGate.RevisionAsync(context, cancellationToken);
        if (held is { } book && book.Revision == revision) return book;
        // One reads for all that ask at once.
        await one.WaitAsync(cancellationToken);
        try
        {
            if (held is { } meanwhile && meanwhile.Revision == revision) return meanwhile;
            var read = await CertificateBook.ReadAsync(context, revision, cancellationToken);
            // A slow reader of an older state must not replace a newer one.
            if (held is null || held.Revision < revision) held = read;
            return read;
        }
        finally
        {
            one.Release();
        }
    }
}
