using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Dashboard.Core.Changes;
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
            : await new EventRowLoader(context).LoadAsync(Newest(events).Skip(skip).Take(pageSize), cancellationToken);
        return new PagedList<EventRow>(rows, total, moment.AsOf, moment.Run);
    }

    /// <summary>How much there is of each direction under <paramref name="filter"/>, its own directions left aside.</summary>
    public Task<IReadOnlyDictionary<EventDirection, EventCount>> CountDirectionsAsync(
        AppFilter apps, EventFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        CountAsync(apps, filter with { Direction = [] }, e => e.Direction, asOf, cancellationToken);

    /// <summary>How many events each run recorded, by its run time; a run that recorded none is not in it.</summary>
    public async Task<IReadOnlyDictionary<DateTimeOffset, int>> CountByRunAsync(
        IReadOnlyList<DateTimeOffset> runTimes, CancellationToken cancellationToken)
    {
        var times = runTimes.Select(UnixTime.Of).ToList();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.AppEvents.Where(e => times.Contains(e.RunTime))
            .GroupBy(e => e.RunTime)
            .Select(g => new { g.Key, Events = g.Count() })
            .ToDictionaryAsync(g => UnixTime.From(g.Key), g => g.Events, cancellationToken);
    }

    /// <summary>How much there is of each kind under <paramref name="filter"/>, its own kinds left aside.</summary>
    public Task<IReadOnlyDictionary<AppEventKind, EventCount>> CountKindsAsync(
        AppFilter apps, EventFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        CountAsync(apps, filter with { Kind = [] }, e => e.Kind, asOf, cancellationToken);

    /// <summary>Who changed apps under <paramref name="filter"/>, its own authors left aside; those of most events first.</summary>
    public async Task<IReadOnlyList<EventAuthor>> AuthorsAsync(
        AppFilter apps, EventFilter filter, int take, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var authors = await Matching(context, apps, filter with { ChangedBy = [] }, moment)
            .GroupBy(e => e.ChangedBy)
            .Select(g => new { Name = g.Key, Events = g.Count() })
            .OrderByDescending(g => g.Events).ThenBy(g => g.Name)
            .Take(take)
            .ToListAsync(cancellationToken);
        return [.. authors.Select(a => new EventAuthor(a.Name ?? "", a.Events))];
    }

    /// <summary>One event; null where there is none, or where it was recorded only after <paramref name="asOf"/>.</summary>
    public async Task<EventRow?> FindAsync(long eventId, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var found = context.AppEvents.Where(e => e.Id == eventId && e.RunTime <= moment.At);
        return (await new EventRowLoader(context).LoadAsync(found, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Everything that happened to one app, newest first.</summary>
    public async Task<IReadOnlyList<EventRow>> OfAppAsync(long appId, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        return await new EventRowLoader(context)
            .LoadAsync(context.AppEvents.Where(e => e.AppId == appId && e.RunTime <= moment.At), cancellationToken);
    }

    /// <summary>All rows, one by one, without holding them.</summary>
    /// <remarks>Events never change, so only their numbers are read at once.</remarks>
    public async IAsyncEnumerable<EventRow> StreamAsync(
        AppFilter apps, EventFilter filter, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var ids = await AllNumbersAsync(context, apps, filter, asOf, cancellationToken);
        var loader = new EventRowLoader(context);
        foreach (var chunk in ids.Chunk(StreamChunk))
        {
            foreach (var row in await loader.LoadAsync(context.AppEvents.Where(e => chunk.Contains(e.Id)), cancellationToken)) yield return row;
        }
    }

    private async Task<IReadOnlyDictionary<TKey, EventCount>> CountAsync<TKey>(
        AppFilter apps, EventFilter filter, Expression<Func<AppEventRow, TKey>> key, DateTimeOffset? asOf, CancellationToken cancellationToken)
        where TKey : notnull
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        return await Matching(context, apps, filter, moment)
            .GroupBy(key)
            .Select(g => new { g.Key, Events = g.Count(), Apps = g.Select(e => e.AppId).Distinct().Count() })
            .ToDictionaryAsync(g => g.Key, g => new EventCount(g.Events, g.Apps), cancellationToken);
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

        if (filter.Run is { } run)
        {
            // Merged runs have run times of their own.
            var times = context.Runs.Merged().Where(r => r.Id == run).Select(r => r.RunTime);
            events = events.Where(e => times.Contains(e.RunTime));
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
        return events.Join(context.AppStates.Matching(apps, context, s => s.ValidFrom, orIdNow: true), e => e.StateId, s => s.Id, (e, s) => e);
    }

    private static IQueryable<AppEventRow> Newest(IQueryable<AppEventRow> events) =>
        events.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id);
}
