namespace Dashboard.Core.Costs;

/// <summary>Why the list-price cost of a plan is not known.</summary>
public enum UnknownCost
{
    /// <summary>The size has no known list price in that region, operating system, currency and time.</summary>
    NoPrice = 1,

    /// <summary>The plan is charged for by use, which no size tells.</summary>
    ChargedByUse = 2,

    /// <summary>Tier, size or the number of instances was not read.</summary>
    SizeNotRead = 3,
}

/// <summary>A stretch of time over which a plan's list price did not change.</summary>
/// <param name="Time">The stretch.</param>
/// <param name="Size">The size that stood.</param>
/// <param name="PerMonth">What a whole month of 730 hours would cost at this rate; null where that is not known.</param>
/// <param name="Why">Why it is not known.</param>
/// <param name="Source">Whose price it is; null where no price was needed or known.</param>
internal sealed record RatePiece(Stretch Time, PlanSize Size, decimal? PerMonth, UnknownCost? Why, PriceSource? Source);

/// <summary>Cuts a plan's history where its size, its price or, for Shared plans, the number of its apps changed.</summary>
internal sealed class PlanRates(IReadOnlyList<PlanSize> sizes, IReadOnlyList<AppStay> stays, PriceBook prices, string currency)
{
    /// <summary>The pieces within a stretch, in order; none for times at which the plan did not exist.</summary>
    /// <exception cref="ArgumentException">Two sizes of the plan overlap, which no history says.</exception>
    public IEnumerable<RatePiece> Within(Stretch time)
    {
        var before = long.MinValue;
        foreach (var size in sizes.OrderBy(s => s.From))
        {
            if (size.From.UtcTicks < before) throw new ArgumentException("Two sizes of a plan overlap.");
            before = size.To?.UtcTicks ?? long.MaxValue;
            if (time.Within(size.From, size.To) is not { } stood) continue;
            foreach (var piece in Cut(stood, size)) yield return Rate(piece, size);
        }
    }

    /// <summary>The rate of a size at a moment, with the apps that were on the plan then.</summary>
    public decimal? At(PlanSize size, long ticks) => Rate(new Stretch(ticks, ticks + 1), size).PerMonth;

    private IEnumerable<Stretch> Cut(Stretch stood, PlanSize size)
    {
        var from = stood.From;
        foreach (var at in Cuts(size).Where(c => c > stood.From && c < stood.To).Distinct().Order())
        {
            yield return new Stretch(from, at);
            from = at;
        }
        yield return stood with { From = from };
    }

    private IEnumerable<long> Cuts(PlanSize size)
    {
        var kind = PlanPricing.Of(size.Tier, size.SkuName);
        if (kind is not (PricingKind.PerApp or PricingKind.PerInstance)) return [];
        var cuts = prices.Changes(size.Region, size.IsLinux, Sku(size, kind), currency).Select(c => c.UtcTicks);
        if (kind == PricingKind.PerInstance) return cuts;
        return cuts.Concat(stays.Select(s => s.From.UtcTicks)).Concat(stays.Where(s => s.To is not null).Select(s => s.To!.Value.UtcTicks));
    }

    private RatePiece Rate(Stretch time, PlanSize size)
    {
        var kind = PlanPricing.Of(size.Tier, size.SkuName);
        if (kind == PricingKind.Free) return new RatePiece(time, size, 0m, null, null);
        if (kind == PricingKind.ByUse) return new RatePiece(time, size, null, UnknownCost.ChargedByUse, null);
        var count = kind == PricingKind.PerApp ? AppsAt(time.From) : size.Capacity;
        // A dedicated plan has at least one instance: a capacity of 0 is one that was not understood.
        var read = kind == PricingKind.PerApp || (kind == PricingKind.PerInstance && count > 0 && !string.IsNullOrWhiteSpace(size.SkuName));
        if (!read) return new RatePiece(time, size, null, UnknownCost.SizeNotRead, null);
        var price = prices.At(size.Region, size.IsLinux, Sku(size, kind), currency, new DateTimeOffset(time.From, TimeSpan.Zero));
        return price is null
            ? new RatePiece(time, size, null, UnknownCost.NoPrice, null)
            : new RatePiece(time, size, price.PerHour * CostMonth.ListHours * count, null, price.Source);
    }

    private int AppsAt(long ticks) => stays
        .Where(s => s.From.UtcTicks <= ticks && (s.To is null || s.To.Value.UtcTicks > ticks))
        .DistinctBy(s => Inventory.ResourceIds.Key(s.ResourceId)).Count();

    private static string Sku(PlanSize size, PricingKind kind) => kind == PricingKind.PerApp ? PlanPricing.SharedSize : size.SkuName ?? "";
}
