using System.Globalization;
using Dashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>Runs that the trail speaks of exist.</summary>
internal sealed class RunReplay : AuditReplay
{
    private readonly Dictionary<long, long> _firstSeqs = [];

    /// <inheritdoc/>
    public override string Name => "runs";

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        if (entry.Subject.Kind == AuditSubjects.Run
            && long.TryParse(entry.Subject.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var run)) _firstSeqs.TryAdd(run, entry.Seq);
    }

    /// <inheritdoc/>
    public override async Task ComparePageAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        if (_firstSeqs.Count == 0) return;
        var ids = _firstSeqs.Keys.ToList();
        var found = await context.Runs.Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var (run, seq) in _firstSeqs.Where(r => !found.Contains(r.Key)).OrderBy(r => r.Value))
            findings.Add(Finding(seq, string.Create(CultureInfo.InvariantCulture, $"Entry {seq} speaks of run {run}, which is not in the database.")));
        _firstSeqs.Clear();
    }
}
