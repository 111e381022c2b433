using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>What is assumed at a moment, who changed it, and why.</summary>
public sealed class AssumptionsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query. No <paramref name="asOf"/> means what stands, even where the clock was set back since.</summary>
    public async Task<AssumptionsAnswer> RunAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        return await ReadAsync(context, asOf, clock, cancellationToken);
    }

    /// <summary>The last changes of each assumption that was ever changed by then.</summary>
    public async Task<IReadOnlyDictionary<string, AssumptionHistory>> HistoryAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var rows = ChangedBy(context, asOf);
        var counts = await rows.GroupBy(a => a.Key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var histories = new Dictionary<string, AssumptionHistory>(StringComparer.Ordinal);
        foreach (var of in counts)
        {
            var last = await rows.Where(a => a.Key == of.Key).OrderByDescending(a => a.ValidFrom).Take(AssumptionHistory.Most).ToListAsync(cancellationToken);
            histories[of.Key] = new AssumptionHistory(of.Count, [.. last.Select(Change)]);
        }

        return histories;
    }

    /// <summary>The same within the transaction of another query, so that a figure and what it hangs on are of one moment.</summary>
    internal static async Task<AssumptionsAnswer> ReadAsync(
        DashboardDbContext context, DateTimeOffset? asOf, TimeProvider clock, CancellationToken cancellationToken)
    {
        var changed = ChangedBy(context, asOf);
        var rows = asOf is { } moment && UnixTime.Of(moment) is var at
            ? await changed.Where(a => a.ValidTo > at).ToListAsync(cancellationToken)
            : await changed.Where(a => a.ValidTo == UnixTime.Open).ToListAsync(cancellationToken);
        var stored = rows.ToDictionary(a => a.Key, StringComparer.Ordinal);
        var values = AssumptionValues.Of(stored.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal));
        var items = AssumptionValues.All.Select(a => new AssumptionItem(
            a, a.Read(values), a.Read(AssumptionValues.Default), stored.TryGetValue(a.Key, out var row) ? Change(row) : null));
        // A key's newest change by then is the one that holds then, so the newest of these is the newest of all.
        return new AssumptionsAnswer(values, [.. items], rows.Count == 0 ? 0 : rows.Max(a => a.Id), asOf ?? clock.GetUtcNow());
    }

    private static IQueryable<AssumptionRow> ChangedBy(DashboardDbContext context, DateTimeOffset? asOf)
    {
        var rows = context.Assumptions.AsNoTracking();
        if (asOf is not { } moment) return rows;
        var at = UnixTime.Of(moment);
        return rows.Where(a => a.ValidFrom <= at);
    }

    private static AssumptionChange Change(AssumptionRow row) => new(row.Value, UnixTime.From(row.ValidFrom), row.ChangedByName, row.Reason);
}
