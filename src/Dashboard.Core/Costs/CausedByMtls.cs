using Dashboard.Core.Posture;

namespace Dashboard.Core.Costs;

/// <summary>An upgrade of a plan that the history has and mutual TLS caused.</summary>
/// <param name="At">When the plan left Free or Shared.</param>
/// <param name="Before">The size that it left.</param>
/// <param name="After">The size that it went to.</param>
/// <param name="Apps">The apps in scope on it for which MTLS005 failed until then, by id.</param>
public sealed record MtlsUpgrade(DateTimeOffset At, PlanSize Before, PlanSize After, IReadOnlyList<string> Apps);

/// <summary>What upgrades of a plan that mutual TLS caused cost in a month, at list price.</summary>
/// <param name="Month">The month.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Amount">The exact amount in <paramref name="Currency"/>, 0 or more; null where a price that it needs is unknown.</param>
public sealed record RealisedCost(CostMonth Month, string Currency, decimal? Amount)
{
    /// <summary>The amount in whole minor units; null where it is unknown.</summary>
    public long? Minor => Amount is { } amount ? Currencies.ToMinor(amount, Currency) : null;
}

/// <summary>
/// What of a plan's cost mutual TLS caused. What an app would run on without it cannot be known, so only what the history shows counts,
/// and of that the lesser amount.
/// </summary>
public static class CausedByMtls
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "Realised: upgrades in the history from Free or Shared to a tier that supports client certificates, made while MTLS005 failed for an "
        + "app in scope on the plan. Each counts from then on with its difference in list price, for as long as an app in scope is on the plan "
        + "and the tier supports; where the plan became cheaper since, only what is left of the difference; where it grew dearer since, that is "
        + "not counted. Planned: the unlock cost of the apps that are still on Free or Shared. All other costs are not caused by mutual TLS "
        + "as far as the data tells: a floor, and not an estimate.";

    /// <summary>The upgrades of a plan that mutual TLS caused, in order.</summary>
    /// <param name="sizes">The plan's sizes over time.</param>
    /// <param name="failures">For each app of the plan the times at which MTLS005 failed and the app was in scope and on the plan.</param>
    public static IReadOnlyList<MtlsUpgrade> Upgrades(IReadOnlyList<PlanSize> sizes, IReadOnlyList<AppStay> failures)
    {
        var ordered = sizes.OrderBy(s => s.From).ToList();
        return
        [
            .. from pair in ordered.Zip(ordered.Skip(1))
               let at = pair.Second.From
               // A plan that was gone in between was made anew: nobody upgraded it.
               where pair.First.To == at && IsLocked(pair.First) && Supports(pair.Second)
               let failed = failures.Where(f => f.From < at && (f.To is null || f.To >= at)).Select(f => f.ResourceId).Distinct(StringComparer.Ordinal)
               where failed.Any()
               select new MtlsUpgrade(at, pair.First, pair.Second, [.. failed.Order(StringComparer.Ordinal)]),
        ];
    }

    /// <summary>True where a plan's sizes have such an upgrade, whoever asked for it: only the apps of those plans need to be read.</summary>
    public static bool MayHave(IReadOnlyList<PlanSize> sizes)
    {
        for (var i = 1; i < sizes.Count; i++)
            if (sizes[i - 1].To == sizes[i].From && IsLocked(sizes[i - 1]) && Supports(sizes[i])) return true;
        return false;
    }

    /// <summary>What the upgrades cost in a month, up to a moment; null where none of them counts in it.</summary>
    /// <param name="month">The month.</param>
    /// <param name="asOf">The moment asked for: what lies after it is not counted.</param>
    /// <param name="sizes">The plan's sizes over time.</param>
    /// <param name="stays">All apps on the plan over time: a Shared plan was charged for each.</param>
    /// <param name="inScope">The times at which an app in scope was on the plan.</param>
    /// <param name="failures">The times at which MTLS005 failed for an app in scope on the plan.</param>
    /// <param name="prices">List prices.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <exception cref="ArgumentException">Two sizes overlap.</exception>
    public static RealisedCost? Realised(
        CostMonth month, DateTimeOffset asOf, IReadOnlyList<PlanSize> sizes, IReadOnlyList<AppStay> stays, IReadOnlyList<AppStay> inScope,
        IReadOnlyList<AppStay> failures, PriceBook prices, string currency)
    {
        if (Stretch.Of(month, asOf) is not { } time) return null;
        var rates = new PlanRates(sizes, stays, prices, currency);
        var needed = Stretch.Union(inScope.Select(s => time.Within(s.From, s.To)).OfType<Stretch>());
        var upgrades = Upgrades(sizes, failures);
        var parts = (
            from piece in rates.Within(time)
            where Supports(piece.Size)
            let upgrade = CauseOf(piece.Size, sizes, upgrades)
            where upgrade is not null
            let length = Stretch.Overlap([piece.Time], needed)
            where length > 0
            select Difference(rates, upgrade, piece) * length).ToList();
        if (parts.Count == 0) return null;
        var whole = month.End.UtcTicks - month.Start.UtcTicks;
        return new RealisedCost(month, currency.ToUpperInvariant(), parts.Contains(null) ? null : parts.Sum() / whole);
    }

    // The upgrade by which the plan came to supporting tiers the last time: what it was before counts no more.
    private static MtlsUpgrade? CauseOf(PlanSize size, IReadOnlyList<PlanSize> sizes, IReadOnlyList<MtlsUpgrade> upgrades)
    {
        var upgrade = upgrades.LastOrDefault(u => u.At <= size.From);
        if (upgrade is null) return null;
        var between = sizes.Where(s => s.From >= upgrade.At && s.From <= size.From).OrderBy(s => s.From).ToList();
        var unbroken = between.TrueForAll(Supports) && between.Zip(between.Skip(1)).All(p => p.First.To == p.Second.From);
        return unbroken ? upgrade : null;
    }

    private static decimal? Difference(PlanRates rates, MtlsUpgrade upgrade, RatePiece piece)
    {
        var before = rates.At(upgrade.Before, upgrade.At.UtcTicks - 1);
        var after = rates.At(upgrade.After, upgrade.At.UtcTicks);
        if (before is null || after is null || piece.PerMonth is null) return null;
        return Math.Max(0, Math.Min(after.Value, piece.PerMonth.Value) - before.Value);
    }

    private static bool IsLocked(PlanSize size) => Tiers.IsUnsupported(size.Tier);

    private static bool Supports(PlanSize size) => !string.IsNullOrWhiteSpace(size.Tier) && !IsLocked(size);
}
