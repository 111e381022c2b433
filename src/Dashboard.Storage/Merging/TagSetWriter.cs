using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>Gives each set of tag findings its number, and writes those that are new.</summary>
internal sealed class TagSetWriter : IAsyncDisposable
{
    private readonly Dictionary<UInt128, long> _known = [];
    private readonly PreparedInsert<TagSetRow> _insertSet;
    private readonly PreparedInsert<TagFindingRow> _insertFinding;
    private readonly PreparedStatement _find;
    private readonly bool _anyStored;
    private long _lastId;

    private TagSetWriter(DashboardDbContext context, long lastId)
    {
        _insertSet = new PreparedInsert<TagSetRow>(context);
        _insertFinding = new PreparedInsert<TagFindingRow>(context);
        _find = context.Prepare("""SELECT "Id" FROM "TagSets" WHERE "Hash" = @p0""", 1);
        _lastId = lastId;
        _anyStored = lastId > 0;
    }

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public static async Task<TagSetWriter> OpenAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        new(context, await context.TagSets.MaxAsync(s => (long?)s.Id, cancellationToken) ?? 0);

    /// <summary>The number under which <paramref name="findings"/> are kept; null for none, since then no lookup was made.</summary>
    public async ValueTask<long?> KeepAsync(IReadOnlyList<TagFinding> findings, CancellationToken cancellationToken)
    {
        if (findings.Count == 0) return null;
        var hash = TagSetBytes.Hash(findings);
        var key = FingerprintBytes.Read(hash);
        if (_known.TryGetValue(key, out var known)) return known;

        var stored = _anyStored ? await FindAsync(hash, cancellationToken) : null;
        var id = stored ?? ++_lastId;
        if (stored is null) await WriteAsync(id, hash, findings, cancellationToken);
        _known.Add(key, id);
        return id;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _insertSet.DisposeAsync();
        await _insertFinding.DisposeAsync();
        await _find.DisposeAsync();
    }

    private async Task WriteAsync(long id, byte[] hash, IReadOnlyList<TagFinding> findings, CancellationToken cancellationToken)
    {
        await _insertSet.RunAsync(new TagSetRow { Id = id, Hash = hash }, cancellationToken);
        var met = new HashSet<(TagKind, TagStanding)>();
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            var row = new TagFindingRow
            {
                TagSetId = id,
                Ordinal = i,
                Kind = finding.Kind,
                Standing = finding.Standing,
                First = met.Add((finding.Kind, finding.Standing)),
                Level = finding.Level,
                NameKey = KpiKeys.Fold(finding.Name),
                ValueKey = KpiKeys.Fold(finding.Value),
                Name = finding.Name,
                Value = finding.Value,
            };
            await _insertFinding.RunAsync(row, cancellationToken);
        }
    }

    private ValueTask<long?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        _find.Set(0, hash);
        return _find.FindAsync(cancellationToken);
    }
}
