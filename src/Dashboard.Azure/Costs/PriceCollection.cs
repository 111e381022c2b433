using Dashboard.Core.Costs;

namespace Dashboard.Azure.Costs;

/// <summary>Puts the prices of plan sizes together from the items of one region and currency.</summary>
internal sealed class PriceCollection(string region, string currency, DateTimeOffset now)
{
    // Elastic Premium is metered by what a size has; vCPU and GB of memory per instance.
    private static readonly (string Sku, int Cpus, decimal Memory)[] Elastic = [("EP1", 1, 3.5m), ("EP2", 2, 7m), ("EP3", 4, 14m)];

    private readonly Dictionary<(bool IsLinux, string Sku), PriceItem> _sizes = [];
    private PriceItem? _cpu;
    private PriceItem? _memory;

    /// <summary>Adds an item of a plan; false where its size is not understood.</summary>
    public bool Add(PriceItem item)
    {
        if (item.IsElastic) return AddElastic(item);
        if (PlanSizes.Normalise(item.Sku) is not { } sku) return false;
        var key = (item.IsLinux, sku);
        _sizes[key] = Better(item, _sizes.GetValueOrDefault(key));
        return true;
    }

    /// <summary>The prices, each size once, ordered by operating system and size.</summary>
    public IReadOnlyList<ListPrice> Prices()
    {
        var prices = _sizes.Select(s => Price(s.Key.IsLinux, s.Key.Sku, s.Value.PerHour, s.Value.EffectiveFrom)).ToList();
        if (_cpu is not null && _memory is not null)
        {
            var from = _cpu.EffectiveFrom > _memory.EffectiveFrom ? _cpu.EffectiveFrom : _memory.EffectiveFrom;
            foreach (var (sku, cpus, memory) in Elastic)
            {
                var perHour = (cpus * _cpu.PerHour) + (memory * _memory.PerHour);
                prices.Add(Price(false, sku, perHour, from));
                prices.Add(Price(true, sku, perHour, from));
            }
        }

        return [.. prices.OrderBy(p => p.IsLinux).ThenBy(p => p.SkuName, StringComparer.Ordinal)];
    }

    private ListPrice Price(bool isLinux, string sku, decimal perHour, DateTimeOffset from) =>
        new(region, isLinux, sku, currency, perHour, from, PriceSource.RetailPrices);

    private bool AddElastic(PriceItem item)
    {
        if (item.Meter.EndsWith("vCPU Duration", StringComparison.OrdinalIgnoreCase)) _cpu = Better(item, _cpu);
        else if (item.Meter.EndsWith("Memory Duration", StringComparison.OrdinalIgnoreCase)) _memory = Better(item, _memory);
        else return false;
        return true;
    }

    // The newest that holds already; of two that begin together the dearer one, so that no estimate flatters.
    private PriceItem Better(PriceItem one, PriceItem? other)
    {
        if (other is null) return one;
        var (oneHolds, otherHolds) = (one.EffectiveFrom <= now, other.EffectiveFrom <= now);
        if (oneHolds != otherHolds) return oneHolds ? one : other;
        if (one.EffectiveFrom == other.EffectiveFrom) return one.PerHour >= other.PerHour ? one : other;
        return one.EffectiveFrom > other.EffectiveFrom == oneHolds ? one : other;
    }
}
