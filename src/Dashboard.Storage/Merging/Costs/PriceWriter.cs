using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Costs;

/// <summary>Writes list prices inside the current transaction: only those that changed.</summary>
internal sealed class PriceWriter : IAsyncDisposable
{
    private readonly DashboardDbContext _context;
    private readonly long _runTime;
    private readonly PreparedInsert<ListPriceRow> _insert;
    private readonly PreparedStatement _close;
    private readonly PreparedStatement _mark;

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public PriceWriter(DashboardDbContext context, long runTime)
    {
        (_context, _runTime) = (context, runTime);
        _insert = new PreparedInsert<ListPriceRow>(context);
        _close = context.Prepare(
            $"""
            UPDATE "ListPrices" SET "ValidTo" = @p0
            WHERE "Region" = @p1 AND "Currency" = @p2 AND "IsLinux" = @p3 AND "SkuName" = @p4 AND "ValidTo" = {UnixTime.Open}
            """,
            5);
        _mark = context.Prepare(
            """
            INSERT INTO "PriceReads" ("Region", "Currency", "LastRead") VALUES (@p0, @p1, @p2)
            ON CONFLICT ("Region", "Currency") DO UPDATE SET "LastRead" = excluded."LastRead"
            """,
            3);
    }

    /// <summary>Writes one reading.</summary>
    public async Task WriteAsync(PricesRead read, CancellationToken cancellationToken)
    {
        var (region, currency) = (read.Region, read.Currency);
        var stood = await _context.ListPrices
            .Where(p => p.Region == region && p.Currency == currency && p.ValidTo == UnixTime.Open)
            .ToDictionaryAsync(p => (p.IsLinux, p.SkuName), cancellationToken);
        // Of two prices of one size the one that took effect last holds.
        foreach (var price in read.Prices.GroupBy(p => (p.IsLinux, p.SkuName)).Select(g => g.MaxBy(p => p.EffectiveFrom)!))
        {
            var row = Row(price, read);
            if (stood.Remove((price.IsLinux, price.SkuName), out var before))
            {
                if (before.PerHour == row.PerHour && before.EffectiveFrom == row.EffectiveFrom) continue;
                await CloseAsync(before, cancellationToken);
            }

            await _insert.RunAsync(row, cancellationToken);
        }

        foreach (var gone in stood.Values) await CloseAsync(gone, cancellationToken);
        await _mark.RunAsync([region, currency, _runTime], cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _close.DisposeAsync();
        await _mark.DisposeAsync();
    }

    private ListPriceRow Row(ListPrice price, PricesRead read) => new()
    {
        Region = read.Region,
        IsLinux = price.IsLinux,
        SkuName = price.SkuName,
        Currency = read.Currency,
        ValidFrom = _runTime,
        ValidTo = UnixTime.Open,
        PerHour = CostMapping.Billionths(price.PerHour),
        EffectiveFrom = UnixTime.Of(price.EffectiveFrom),
    };

    private ValueTask CloseAsync(ListPriceRow row, CancellationToken cancellationToken) =>
        _close.RunAsync([_runTime, row.Region, row.Currency, row.IsLinux, row.SkuName], cancellationToken);
}
