using System.Runtime.CompilerServices;
using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>What happened to apps, newest first: the drift list.</summary>
public sealed class EventListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Rows that a stream loads together.</summary>
    private const int StreamChunk = 500;

    /// <summary>
    /// A page, from 1. <paramref name="apps"/> is asked of the state that each event led to; as of an earlier moment only what
    /// was recorded by then is known.
    /// </summary>
    public async Task<PagedList<EventRow>> RunAsync(
        AppFilter apps, EventFilter filter, int page, int pageSize, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return new PagedList<EventRow>([], 0, moment.AsOf, null);

        var events = Matching(context, apps, filter, moment);
        var total = await events.CountAsync(cancellationToken);
        var rows = skip >= total
            ? []
            : await Rows(context, Newest(events).Skip(skip).Take(pageSize)).ToListAsync(cancellationToken);
        return new PagedList<EventRow>([.. rows.Select(Row)], total, moment.AsOf, moment.Run);
    }

    /// <summary>How many events there are of each direction under <paramref name="filter"/>, its own directions left aside.</summary>
    public async Task<IReadOnlyDictionary<EventDirection, int>> CountDirectionsAsync(
        AppFilter apps, EventFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        return await Matching(context, apps, filter with { Direction = [] }, moment)
            .GroupBy(e => e.Direction)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
    }

    /// <summary>Everything that happened to one app, newest first.</summary>
    public async Task<IReadOnlyList<EventRow>> OfAppAsync(long appId, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var rows = await Rows(context, Newest(context.AppEvents.Where(e => e.AppId == appId && e.RunTime <= moment.At)))
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Row)];
    }

    /// <summary>All rows, one by one, without holding them.</summary>
    /// <remarks>Events never change, so only their numbers are read at once.</remarks>
    public async IAsyncEnumerable<EventRow> StreamAsync(
        AppFilter apps, EventFilter filter, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var ids = await AllNumbersAsync(context, apps, filter, asOf, cancellationToken);
        foreach (var chunk in ids.Chunk(StreamChunk))
        {
            var rows = await Rows(context, Newest(context.AppEvents.Where(e => chunk.Contains(e.Id)))).ToListAsync(cancellationToken);
            foreach (var row in rows) yield return Row(row);
        }
    }

    private async Task<List<long>> AllNumbersAsync(
        DashboardDbContext context, AppFilter apps, EventFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        return await Newest(Matching(context, apps, filter, moment)).Select(e => e.Id).ToListAsync(cancellationToken);
    }

    private static IQueryable<AppEventRow> Matching(DashboardDbContext context, AppFilter apps, EventFilter filter, Moment moment)
    {
        var events = context.AppEvents.Where(e => e.RunTime <= moment.At);
        if (filter.After is { } after)
        {
            var from = UnixTime.Of(after);
            events = events.Where(e => e.OccurredAt > from);
        }

        if (filter.Until is { } until)
        {
            var to = UnixTime.Of(until);
            events = events.Where(e => e.OccurredAt <= to);
        }

        if (filter.Direction.Count > 0)
        {
            var directions = filter.Direction.Distinct().ToList();
            events = events.Where(e => directions.Contains(e.Direction));
        }

        if (filter.Kind.Count > 0)
        {
            var kinds = filter.Kind.Distinct().ToList();
            events = events.Where(e => kinds.Contains(e.Kind));
        }

        if (filter.ChangedBy.Count > 0)
        {
            var people = filter.ChangedBy.Distinct().Select(p => p.Length == 0 ? null : p).ToList();
            events = events.Where(e => people.Contains(e.ChangedBy));
        }

        if (apps.IsAny) return events;
        return events.Join(context.AppStates.Matching(apps, context), e => e.StateId, s => s.Id, (e, s) => e);
    }

    private static IQueryable<AppEventRow> Newest(IQueryable<AppEventRow> events) =>
        events.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id);

    private static IQueryable<Joined> Rows(DashboardDbContext context, IQueryable<AppEventRow> events) => events
        .Join(context.AppStates, e => e.StateId, s => s.Id, (told, state) => new { told, state })
        .Join(context.Apps, r => r.told.AppId, a => a.AppId, (r, app) => new Joined
        {
            Told = r.told,
            State = r.state,
            App = app,
            SubscriptionName = context.Subscriptions
                .Where(n => n.SubscriptionId == r.state.SubscriptionId).Select(n => n.Name).FirstOrDefault(),
        })
        .OrderByDescending(r => r.Told.OccurredAt).ThenByDescending(r => r.Told.Id);

    private static EventRow Row(Joined row) => new(
        row.Told.Id,
        row.Told.AppId,
        row.App.ResourceId,
        row.App.Name,
        row.SubscriptionName ?? row.State.SubscriptionId,
        row.State.ToState(row.App, []),
        Event(row.Told),
        UnixTime.From(row.Told.RunTime));

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
    }
}
