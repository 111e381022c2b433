using System.Buffers;
using System.Text;
using Dashboard.Core.Posture;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>Gives each set of rule outcomes its number, and writes those that are new.</summary>
internal sealed class EvidenceWriter : IAsyncDisposable
{
    private readonly Dictionary<UInt128, long> _known = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly PreparedInsert<EvidenceRow> _insert;
    private readonly PreparedStatement _find;
    private readonly bool _anyStored;
    private long _lastId;

    private EvidenceWriter(DashboardDbContext context, long lastId)
    {
        _insert = new PreparedInsert<EvidenceRow>(context);
        _find = context.Prepare("""SELECT "Id" FROM "AppEvidence" WHERE "Hash" = @p0""", 1);
        _lastId = lastId;
        _anyStored = lastId > 0;
    }

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public static async Task<EvidenceWriter> OpenAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        new(context, await context.Evidence.MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0);

    /// <summary>The number under which <paramref name="rules"/> are kept.</summary>
    public async ValueTask<long> KeepAsync(IReadOnlyList<RuleOutcome> rules, CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        EvidenceJson.Write(_buffer, rules);
        var hash = EvidenceJson.Hash(_buffer.WrittenSpan);
        var key = FingerprintBytes.Read(hash);
        if (_known.TryGetValue(key, out var known)) return known;

        var stored = _anyStored ? await FindAsync(hash, cancellationToken) : null;
        var id = stored ?? ++_lastId;
        if (stored is null)
        {
            var text = Encoding.UTF8.GetString(_buffer.WrittenSpan);
            await _insert.RunAsync(new EvidenceRow { Id = id, Hash = hash, Outcomes = text, Results = RuleResultsText.Of(rules) }, cancellationToken);
        }

        _known.Add(key, id);
        return id;
    }

    private ValueTask<long?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        _find.Set(0, hash);
        return _find.FindAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _find.DisposeAsync();
    }
}
