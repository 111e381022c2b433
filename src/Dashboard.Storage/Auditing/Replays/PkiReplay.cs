using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>The register of PKIs is exactly what the trail says was written from when to when, and by whom.</summary>
internal sealed class PkiReplay : AuditReplay
{
    private readonly Dictionary<long, List<(long Seq, long From, string Text)>> told = [];

    /// <inheritdoc/>
    public override string Name => "PKIs";

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        if (entry.Action is not (AuditActions.PkiRegistered or AuditActions.PkiChanged)) return;
        _ = long.TryParse(entry.Subject.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        if (!told.TryGetValue(id, out var versions)) told[id] = versions = [];
        versions.Add((entry.Seq, CertificateRecord.Number(entry, CertificateRecord.At), Text(entry.Actor.Id, entry.Actor.Name, entry.Details)));
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var rows = await context.Pkis.AsNoTracking().ToListAsync(cancellationToken);
        foreach (var (id, versions) in told.OrderBy(t => t.Key))
        {
            for (var i = 0; i < versions.Count; i++)
            {
                var (seq, from, text) = versions[i];
                var to = i + 1 < versions.Count ? versions[i + 1].From : UnixTime.Open;
                var row = rows.Find(r => r.PkiId == id && r.ValidFrom == from);
                if (row is null || !rows.Remove(row)) findings.Add(Finding(seq, Say($"Entry {seq} wrote PKI {id}, and the database has no such row.")));
                else if (row.ValidTo != to || text != Text(row))
                    findings.Add(Finding(seq, Say($"PKI {id} is not as entry {seq} wrote it.")));
            }
        }

        foreach (var row in rows) findings.Add(Finding(null, Say($"A row of PKI {row.PkiId} has no entry.")));
    }

    private static string Text(PkiRow row)
    {
        var actor = new AuditActor(row.ChangedById, row.ChangedByName, [], ActorKind.Person);
        return Text(actor.Id, actor.Name, CertificateRecord.OfPki(actor, row, true).Details);
    }

    private static string Text(string id, string name, IEnumerable<AuditDetail> details) =>
        string.Join('\u0001', details.Select(d => $"{d.Key}={d.Value}").Prepend(name).Prepend(id));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
