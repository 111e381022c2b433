using System.Runtime.CompilerServices;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure.Costs;

/// <summary>
/// Effective costs of plans from FOCUS exports (versions 1.0, 1.0r2, 1.2) that lie as <c>.csv</c> or <c>.csv.gz</c> in a directory and
/// below it. What is asked for first reads all files; after that only those that changed are read again.
/// </summary>
/// <remarks>
/// <para>
/// Files of one folder are parts of one export: where one of them is broken, none of that folder counts, since what is left would be a
/// wrong sum. The problem names the file and quotes nothing of it.
/// </para>
/// <para>
/// An export that does not overwrite leaves each run in a folder of its own, named by a GUID, and each of them holds the whole month
/// so far. Of several such folders beside each other the one written last counts.
/// </para>
/// </remarks>
/// <param name="directory">The directory.</param>
/// <param name="logger">Where reads are told of; never with what stands in a file.</param>
public sealed partial class FocusExport(string directory, ILogger<FocusExport> logger) : ICostSource
{
    private readonly Dictionary<string, (DateTime Written, long Length, FocusSums Sums)> _files = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public CostSource Source => CostSource.FocusExport;

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<PlanCost>> ReadCostsAsync(
        string subscriptionId, CostMonth first, CostMonth last, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscriptionId);
        ArgumentNullException.ThrowIfNull(log);
        var subscription = subscriptionId.ToLowerInvariant();
        // Reading and parsing are synchronous work of seconds: not on the caller's thread.
        var sums = await Task.Run(() => ReadAll(log, cancellationToken), cancellationToken);
        var costs = sums.Of(subscription, first, last);
        var (unallocated, notUnderstood) = sums.CountsOf(subscription);
        log.Page(costs.Count);
        log.Unallocated(unallocated);
        for (var i = 0; i < notUnderstood; i++) log.NotUnderstood();
        if (unallocated > 0) LogUnallocated(logger, subscription, unallocated);
        if (costs.Count > 0) yield return costs;
    }

    private FocusSums ReadAll(SourceLog log, CancellationToken cancellationToken)
    {
        var all = new FocusSums();
        if (FocusFolders.Of(directory) is not { } folders)
        {
            log.Incomplete($"The directory of FOCUS exports, {directory}, is not there or may not be read. Check Dashboard__Costs__FocusDirectory.");
            return all;
        }

        lock (_gate)
        {
            var kept = new HashSet<string>(StringComparer.Ordinal);
            foreach (var folder in folders)
            {
                var parts = folder.Select(file => Read(file, kept, log, cancellationToken)).ToList();
                if (parts.Contains(null)) continue;
                foreach (var part in parts) all.Add(part!);
            }

            foreach (var gone in _files.Keys.Where(k => !kept.Contains(k)).ToList()) _files.Remove(gone);
        }

        return all;
    }

    private FocusSums? Read(FileInfo file, HashSet<string> kept, SourceLog log, CancellationToken cancellationToken)
    {
        try
        {
            var (written, length) = (file.LastWriteTimeUtc, file.Length);
            if (!_files.TryGetValue(file.FullName, out var known) || known.Written != written || known.Length != length)
            {
                known = (written, length, FocusFile.Read(file.FullName, cancellationToken));
                _files[file.FullName] = known;
                LogRead(logger, file.Name, length);
            }

            kept.Add(file.FullName);
            return known.Sums;
        }
        catch (Exception e) when (e is FocusFileException or IOException or UnauthorizedAccessException)
        {
            var why = e is FocusFileException ? e.Message : "it cannot be read";
            var name = Path.GetRelativePath(directory, file.FullName);
            log.Incomplete($"The FOCUS export {name} is not used, nor are others of its folder: {why}. Export it anew, or take it away.");
            return null;
        }
    }

    [LoggerMessage(2131, LogLevel.Debug, "Read the FOCUS export {File} of {Bytes} bytes")]
    private static partial void LogRead(ILogger logger, string file, long bytes);

    [LoggerMessage(2132, LogLevel.Information, "{Rows} rows of App Service in FOCUS exports of subscription {Subscription} name no resource and are no plan's")]
    private static partial void LogUnallocated(ILogger logger, string subscription, int rows);
}
