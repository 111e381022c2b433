using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Loads events with the states before and after them. Nothing of it ever changes, so it needs no transaction.</summary>
internal sealed class EventRowLoader(DashboardDbContext context)
{
    /// <summary>The rows of <paramref name="events"/>, newest first.</summary>
    public async Task<IReadOnlyList<EventRow>> LoadAsync(IQueryable<AppEventRow> events, CancellationToken cancellationToken)
    {
        var rows = await Joins(events).ToListAsync(cancellationToken);
        var before = await BeforeAsync(rows, cancellationToken);
        var ids = await IdsAsync([.. rows.Where(r => r.Told.Kind == AppEventKind.Moved)], cancellationToken);
        return [.. rows.Select(r => Row(r, before.GetValueOrDefault((r.Told.AppId, r.Told.RunTime)), ids))];
    }

    private IQueryable<Joined> Joins(IQueryable<AppEventRow> events) => events
        .Join(context.AppStates, e => e.StateId, s => s.Id, (told, state) => new { told, state })
        .Join(context.Apps, r => r.told.AppId, a => a.AppId, (r, app) => new Joined
        {
            Told = r.told,
            State = r.state,
            App = app,
            SubscriptionName = context.Subscriptions
                .Where(n => n.SubscriptionId == r.state.SubscriptionId).Select(n => n.Name).FirstOrDefault(),
            RunId = context.Runs.Where(run => run.RunTime == r.told.RunTime).Select(run => run.Id).FirstOrDefault(),
        })
        .OrderByDescending(r => r.Told.OccurredAt).ThenByDescending(r => r.Told.Id);

    /// <summary>The state rows that ended where the events' runs began another, by app and moment.</summary>
    private async Task<IReadOnlyDictionary<(long AppId, long At), Ended>> BeforeAsync(List<Joined> rows, CancellationToken cancellationToken)
    {
        // An app that went has no later state: its last one is what the event leads to.
        var written = rows.Where(r => r.State.ValidFrom == r.Told.RunTime).ToList();
        if (written.Count == 0) return new Dictionary<(long, long), Ended>();
        var apps = written.Select(r => r.Told.AppId).Distinct().ToList();
        var moments = written.Select(r => r.Told.RunTime).Distinct().ToList();
        return await context.AppStates
            .Where(s => apps.Contains(s.AppId) && moments.Contains(s.ValidTo))
            .Select(s => new Ended
            {
                State = s,
                SubscriptionName = context.Subscriptions
                    .Where(n => n.SubscriptionId == s.SubscriptionId).Select(n => n.Name).FirstOrDefault(),
            })
            .ToDictionaryAsync(s => (s.State.AppId, s.State.ValidTo), cancellationToken);
    }

    private async Task<ILookup<long, FormerIdRow>> IdsAsync(List<Joined> moved, CancellationToken cancellationToken)
    {
        if (moved.Count == 0) return Array.Empty<FormerIdRow>().ToLookup(f => f.AppId);
        var apps = moved.Select(r => r.Told.AppId).Distinct().ToList();
        var ids = await context.FormerIds.Where(f => apps.Contains(f.AppId)).ToListAsync(cancellationToken);
        return ids.ToLookup(f => f.AppId);
    }

    private static EventRow Row(Joined row, Ended? before, ILookup<long, FormerIdRow> ids)
    {
        var moved = row.Told.Kind == AppEventKind.Moved;
        var former = moved ? ids[row.Told.AppId].FirstOrDefault(f => f.ValidTo == row.Told.RunTime) : null;
        var next = moved ? ids[row.Told.AppId].FirstOrDefault(f => f.ValidFrom == row.Told.RunTime) : null;
        return new EventRow(
            row.Told.Id,
            row.Told.AppId,
            row.App.ResourceId,
            row.App.Name,
            row.SubscriptionName ?? row.State.SubscriptionId,
            row.State.ToState(Named(row.App, next), []),
            Event(row.Told),
            UnixTime.From(row.Told.RunTime),
            row.RunId)
        {
            Before = before?.State.ToState(Named(row.App, former), []),
            FormerSubscriptionName = moved ? before?.SubscriptionName ?? before?.State.SubscriptionId : null,
        };
    }

    private static AppEntry Named(AppEntry app, FormerIdRow? id) =>
        id is null ? app : app with { ResourceId = id.ResourceId, Name = id.Name, ResourceGroup = id.ResourceGroup };

    private static AppEvent Event(AppEventRow row) => new()
    {
        Kind = row.Kind,
        OccurredAt = UnixTime.From(row.OccurredAt),
        Exact = row.Exact,
        VerdictBefore = row.VerdictBefore,
        VerdictAfter = row.VerdictAfter,
        Author = row.ChangeId is null ? null : new ChangeAuthor(row.ChangedBy, row.ChangedByType, row.ClientType, row.Operation),
        ChangeId = row.ChangeId,
        Properties = StoredJson.ReadProperties(row.Properties),
    };

    private sealed record Joined
    {
        public required AppEventRow Told { get; init; }

        public required AppStateRow State { get; init; }

        public required AppEntry App { get; init; }

        public string? SubscriptionName { get; init; }

        public long RunId { get; init; }
    }

    private sealed record Ended
    {
        public required AppStateRow State { get; init; }

        public string? SubscriptionName { get; init; }
    }
}
