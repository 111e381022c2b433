using System.Diagnostics.CodeAnalysis;

namespace Dashboard.Storage.Queries.Columns;

/// <summary>
/// Holds the columns of the apps that stand after the newest run. The state rows change in merges only, and a merge commits
/// with its run: whoever reads the run's number and these rows in one transaction knows by the number alone whether what is
/// held is what the database says, whichever replica merged it.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class CurrentApps
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile AppColumns? _held;

    /// <summary>
    /// The columns at <paramref name="moment"/>, which is the present of the current transaction and has a run; with
    /// <see cref="AppColumns.Names"/> where <paramref name="withNames"/>.
    /// </summary>
    public async ValueTask<AppColumns> AtAsync(DashboardDbContext context, Moment moment, bool withNames, CancellationToken cancellationToken)
    {
        var run = moment.Run!.Id;
        if (_held is { } held && held.RunId == run && !(withNames && held.Names is null)) return held;
        // One reads for all that ask at once.
        await _one.WaitAsync(cancellationToken);
        try
        {
            var apps = _held is { } meanwhile && meanwhile.RunId == run ? meanwhile : await AppColumns.ReadAsync(context, run, cancellationToken);
            if (withNames) apps.Names ??= await AppNames.ReadAsync(context, apps.AppIds, cancellationToken);
            // A slow reader of an older state must not replace a newer one.
            if (_held is null || _held.RunId < run) _held = apps;
            return apps;
        }
        finally
        {
            _one.Release();
        }
    }
}
