using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>Loads findings, whose numbers a query has found, with the apps that they are on.</summary>
/// <param name="context">The database.</param>
/// <param name="moment">The moment whose rows are loaded.</param>
/// <param name="clock">The moment by which they are overdue or not, and up to which notes count.</param>
internal sealed class FindingItemLoader(DashboardDbContext context, Moment moment, long clock)
{
    /// <summary>Loads inside the transaction that read <paramref name="moment"/>.</summary>
    public FindingItemLoader(DashboardDbContext context, Moment moment) : this(context, moment, moment.At)
    {
    }

    /// <summary>
    /// Loads without a transaction, and still shows one moment: that of its last run. What a later run does to a row is of a later
    /// time.
    /// </summary>
    public static FindingItemLoader Unhurried(DashboardDbContext context, Moment moment) =>
        new(context, moment with { At = UnixTime.Of(moment.Run!.RunTime), IsCurrent = false }, moment.At);

    /// <summary>The findings of <paramref name="ids"/>, in that order.</summary>
    public async Task<IReadOnlyList<FindingItem>> LoadAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var rows = await context.Findings.Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellationToken);
        var known = await context.FindingsAt(moment, clock).Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellationToken);
        var appIds = rows.Values.Select(f => f.AppId).Distinct().ToList();
        var apps = await context.Apps.Where(a => appIds.Contains(a.AppId)).ToListAsync(cancellationToken);
        var named = await context.NamedAsAtAsync(apps, moment, cancellationToken);
        var states = await context.StatesAt(moment).Where(s => appIds.Contains(s.AppId))
            .Concat(context.LastStatesAt(moment).Where(s => appIds.Contains(s.AppId)))
            .ToDictionaryAsync(s => s.AppId, cancellationToken);
        var names = await context.Subscriptions.ToDictionaryAsync(s => s.SubscriptionId, s => s.Name, cancellationToken);
        var tickets = await TicketsAsync(ids, cancellationToken);
        var covers = await ActiveCovers.ReadAsync(context, appIds, clock, cancellationToken);
        return [.. ids.Select(id => Item(rows[id], known[id]))];

        FindingItem Item(FindingRow row, FindingAt now)
        {
            var state = states[row.AppId];
            var at = UnixTime.From(clock);
            var (due, ended) = (UnixTime.From(now.Due), UnixTime.From(now.Ended));
            return new FindingItem
            {
                Id = row.Id,
                RuleId = row.RuleId,
                Severity = now.Severity,
                Detected = UnixTime.From(row.Detected),
                Occurred = UnixTime.From(row.Occurred),
                Due = due,
                Overdue = now.Stands && due < at,
                Exception = now.Stands ? covers.Of(row.AppId, row.RuleId) : null,
                End = now.End,
                Ended = ended,
                EndExact = !now.Stands && row.EndExact,
                EndSeen = now.Stands ? null : UnixTime.From(row.EndSeen),
                Age = new ObservedFinding(UnixTime.From(row.Detected), due, ended, now.End).Age(at),
                Baseline = row.Baseline,
                Flapping = row.Flapping,
                Occurrence = row.Occurrence,
                PreviousId = row.PreviousId,
                Assignee = now.Assignee,
                Ticket = tickets is null ? row.Ticket : tickets.GetValueOrDefault(row.Id),
                App = state.ToState(named[row.AppId], []),
                SubscriptionName = names.GetValueOrDefault(state.SubscriptionId, state.SubscriptionId),
            };
        }
    }

    /// <summary>The tickets that were linked by the moment; null for the present, which the rows themselves tell.</summary>
    private async Task<Dictionary<long, string?>?> TicketsAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (moment.IsCurrent) return null;
        var at = clock;
        var notes = await context.FindingNotes
            .Where(n => ids.Contains(n.FindingId) && n.Kind == FindingNoteKind.Ticket && n.At <= at)
            .OrderBy(n => n.At).ThenBy(n => n.Id)
            .ToListAsync(cancellationToken);
        return notes.GroupBy(n => n.FindingId).ToDictionary(g => g.Key, g => g.Last().Text);
    }
}
