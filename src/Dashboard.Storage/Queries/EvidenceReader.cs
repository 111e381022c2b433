using Dashboard.Core.Posture;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Reads rule outcomes by number, each content once however many apps share it.</summary>
internal sealed class EvidenceReader(DashboardDbContext context)
{
    /// <summary>Contents held at once, so that an export of a very mixed estate stays small.</summary>
    private const int MostHeld = 1_000;

    private readonly Dictionary<long, IReadOnlyList<RuleOutcome>> _held = [];

    /// <summary>Makes the contents of <paramref name="evidenceIds"/> available to <see cref="Of"/>.</summary>
    public async Task LoadAsync(IEnumerable<long> evidenceIds, CancellationToken cancellationToken)
    {
        if (_held.Count > MostHeld) _held.Clear();
        var missing = evidenceIds.Distinct().Where(id => !_held.ContainsKey(id)).ToList();
        if (missing.Count == 0) return;
        var rows = await context.Evidence
            .Where(e => missing.Contains(e.Id))
            .Select(e => new { e.Id, e.Outcomes })
            .ToListAsync(cancellationToken);
        foreach (var row in rows) _held[row.Id] = EvidenceJson.Read(row.Outcomes);
    }

    /// <summary>The outcomes of a number that was loaded; empty for any other.</summary>
    public IReadOnlyList<RuleOutcome> Of(long evidenceId) => _held.GetValueOrDefault(evidenceId) ?? [];
}
