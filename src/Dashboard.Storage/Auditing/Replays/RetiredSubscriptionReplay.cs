using System.Globalization;
using Dashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>
/// Subscriptions are retired exactly where the trail says so. A later run that saw one again un-retired it, which is in the
/// history and not in the trail.
/// </summary>
internal sealed class RetiredSubscriptionReplay : AuditReplay
{
    /// <summary>The detail that carries the moment of the row, in Unix milliseconds.</summary>
    public const string RetiredAt = "retiredAt";

    private readonly Dictionary<string, (long Seq, long At)> _retired = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Name => "subscriptions";

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        if (entry is not { Action: AuditActions.SubscriptionRetired, Outcome: AuditOutcome.Succeeded }) return;
        var at = entry.Details.FirstOrDefault(d => d.Key == RetiredAt)?.Value;
        _retired[entry.Subject.Id] = (entry.Seq, long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) ? moment : 0);
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        // The run that saw a subscription last may have begun before the retirement and have been merged after it.
        var rows = await context.Subscriptions
            .Select(s => new
            {
                s.SubscriptionId,
                s.RetiredAt,
                s.LastSeen,
                Merged = context.Runs.Where(r => r.RunTime == s.LastSeen).Select(r => r.CompletedAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var told = _retired.Remove(row.SubscriptionId, out var entry);
            if (row.RetiredAt is not null && !told)
                findings.Add(Finding(null, $"Subscription {row.SubscriptionId} is retired, but no entry says so."));
            else if (row.RetiredAt is { } at && at != entry.At)
                findings.Add(Finding(entry.Seq, Say($"Subscription {row.SubscriptionId} is retired since another moment than entry {entry.Seq} says.")));
            else if (row.RetiredAt is null && told && Math.Max(row.LastSeen, row.Merged ?? 0) < entry.At)
                findings.Add(Finding(entry.Seq, Say($"Entry {entry.Seq} retired subscription {row.SubscriptionId}, but it is not retired and was not seen since.")));
        }

        foreach (var (id, entry) in _retired.OrderBy(r => r.Value.Seq))
            findings.Add(Finding(entry.Seq, Say($"Entry {entry.Seq} retired subscription {id}, which is not in the database.")));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
