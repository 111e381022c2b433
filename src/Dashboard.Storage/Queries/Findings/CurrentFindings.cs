using System.Diagnostics.CodeAnalysis;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>
/// Holds the findings that the newest run left. What figures hang on changes in merges only, and a merge commits with its run: the
/// run's number alone tells whether what is held is what the database says, whichever replica merged it.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class CurrentFindings
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile FindingColumns? _held;

    /// <summary>The findings as the current transaction sees them.</summary>
    public async ValueTask<FindingColumns> ReadAsync(DashboardDbContext context, CancellationToken cancellationToken)
    {
        var run = await context.Runs.Merged().OrderByDescending(r => r.RunTime).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        if (_held is { } held && held.RunId == run) return held;
        // One reads for all that ask at once.
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_held is { } meanwhile && meanwhile.RunId == run) return meanwhile;
            var read = await FindingColumns.ReadAsync(context, run, cancellationToken);
            // A slow reader of an older state must not replace a newer one.
            if (_held is null || _held.RunId < run) _held = read;
            return read;
        }
        finally
        {
            _one.Release();
        }
    }
}
