using Dashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Storage.Auditing;

/// <summary>
/// Carries each entry's hash out of the database: into the log, and into the anchor file where one is set. What a crash
/// kept from the file is caught up with at the next start and at the next entry.
/// </summary>
public sealed partial class AuditAnchor : IDisposable
{
    private const int LinesAtOnce = 500;

    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly AuditAnchorFile? _file;
    private readonly ILogger<AuditAnchor> _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _position;
    private long _anchoredTo;

    /// <summary>Takes what it needs. A context without logging anchors in the file only.</summary>
    public AuditAnchor(
        IDbContextFactory<DashboardDbContext> factory, AuditAnchorSettings settings, ILogger<AuditAnchor>? logger = null)
    {
        _factory = factory;
        _file = settings.File is { } path ? new AuditAnchorFile(path) : null;
        _logger = logger ?? NullLogger<AuditAnchor>.Instance;
    }

    /// <summary>The last place in the chain that the file has; null where there is no file or nothing in it.</summary>
    public async Task<long?> ReadAnchoredToAsync(CancellationToken cancellationToken)
    {
        if (_file is null) return null;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await ReadOnAsync(_file, cancellationToken);
            return _anchoredTo == 0 ? null : _anchoredTo;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes into the file what it does not have yet. Its failures are logged and not thrown: nothing is lost, only late.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (_file is null) return;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await CatchUpAsync(_file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotAnchored(e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>Anchors an entry whose transaction has committed. It is not cancelled: the entry stands already.</summary>
    internal async Task RecordAsync(AuditAnchorLine line)
    {
        LogAppended(line.Seq, line.Hash, line.At);
        await CatchUpAsync(CancellationToken.None);
    }

    private async Task CatchUpAsync(AuditAnchorFile file, CancellationToken cancellationToken)
    {
        await ReadOnAsync(file, cancellationToken);
        await using var stream = await file.OpenAsync(cancellationToken);
        // Another process may have written between the reading and the opening: its lines come again, which harms nothing.
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        var head = await context.AuditTrail.MaxAsync(r => (long?)r.Seq, cancellationToken) ?? 0;
        if (head < _anchoredTo) LogChainIsShorter(head, _anchoredTo);
        while (true)
        {
            var lines = await ReadRowsAsync(context, _anchoredTo, cancellationToken);
            if (lines.Count == 0) break;
            await AuditAnchorFile.AppendAsync(stream, lines, cancellationToken);
            (_anchoredTo, _position) = (lines[^1].Seq, stream.Length);
        }
    }

    private static async Task<List<AuditAnchorLine>> ReadRowsAsync(DashboardDbContext context, long after, CancellationToken cancellationToken)
    {
        var rows = await context.AuditTrail
            .Where(r => r.Seq > after)
            .OrderBy(r => r.Seq)
            .Take(LinesAtOnce)
            .Select(r => new { r.Seq, r.Hash, r.At })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new AuditAnchorLine(r.Seq, AuditHash.From(r.Hash) ?? AuditHash.Genesis, UnixTime.From(r.At)))];
    }

    /// <summary>Reads what this process and others wrote since the last time.</summary>
    private async Task ReadOnAsync(AuditAnchorFile file, CancellationToken cancellationToken)
    {
        var length = file.Length;
        if (length < _position)
        {
            LogFileIsShorter(_position, length);
            (_position, _anchoredTo) = (0, 0);
        }

        await foreach (var (_, line) in file.ReadAsync(_position, length, cancellationToken))
            if (line is not null) _anchoredTo = Math.Max(_anchoredTo, line.Seq);
        _position = length;
    }

    [LoggerMessage(4101, LogLevel.Information, "Audit entry {Seq} has the hash {Hash} ({At:O})")]
    private partial void LogAppended(long seq, AuditHash hash, DateTimeOffset at);

    [LoggerMessage(4102, LogLevel.Error, "The audit anchor could not be written; the next audit entry tries again")]
    private partial void LogNotAnchored(Exception e);

    [LoggerMessage(4103, LogLevel.Error, "The audit trail ends at {Head}, but its anchor at {AnchoredTo}: entries were removed. Run 'verify'.")]
    private partial void LogChainIsShorter(long head, long anchoredTo);

    [LoggerMessage(4104, LogLevel.Error, "The audit anchor had {Before} bytes and has {After}: lines were removed, or another file took its place")]
    private partial void LogFileIsShorter(long before, long after);
}
