using System.Diagnostics.CodeAnalysis;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>
/// Holds the findings that the newest run left. What figures hang on changes in merges, which commit with their run, and in steps of
/// exceptions, which are counted: the run's number and that count tell whether what is held is what the database says, whichever replica
/// wrote it.
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
        var state = (run, await ExceptionGate.RevisionAsync(context, cancellationToken));
        if (_held is { } held && held.State == state) return held;
        // One reads for all that ask at once.
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_held is { } meanwhile && meanwhile.State == state) return meanwhile;
            var read = await FindingColumns.ReadAsync(context, state, cancellationToken);
            // A slow reader of an older state must not replace a newer one.
            if (_held is null || _held.State.CompareTo(state) < 0) _held = read;
            return read;
        }
        finally
        {
            _one.Release();
        }
    }
}
