using Dashboard.Core.Inventory;

namespace Dashboard.Core.Costs;

/// <summary>An app's part of a plan's cost.</summary>
/// <param name="ResourceId">The app's ARM id in the form that ids are compared in.</param>
/// <param name="Minor">Whole minor units.</param>
public sealed record AppCost(string ResourceId, long Minor);

/// <summary>A plan's cost of a month, split: the apps' parts and what is unallocated are the plan's cost, exactly.</summary>
/// <param name="Apps">The apps that had time on the plan, by id.</param>
/// <param name="UnallocatedMinor">What no app can be given: all of it where no app was on the plan, else nothing.</param>
public sealed record AllocatedCost(IReadOnlyList<AppCost> Apps, long UnallocatedMinor);

/// <summary>
/// Splits a plan's cost of a month by the time that each app existed on the plan in it, stopped or not. Any unit of time gives the same
/// parts; ticks are used, so that nothing is rounded before the split.
/// </summary>
public static class CostAllocation
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "A plan's cost of a month is split by the time that each app existed on the plan in it, stopped included. A slot rides with its "
        + "app while that is on the same plan, and counts on its own otherwise. A plan that had no app is unallocated. Parts are whole "
        + "minor units by largest remainder, ties by id: apps and unallocated are the plan's cost, exactly.";

    /// <summary>Splits an amount.</summary>
    /// <param name="minor">The plan's cost in minor units of one currency; may be negative.</param>
    /// <param name="month">The month.</param>
    /// <param name="asOf">The moment asked for: stays are counted up to it.</param>
    /// <param name="stays">Who was on the plan and when, in any order; an app's stays may overlap and count once.</param>
    public static AllocatedCost Split(long minor, CostMonth month, DateTimeOffset asOf, IEnumerable<AppStay> stays)
    {
        var weights = Weights(Times(month, asOf, stays));
        if (weights.Count == 0) return new AllocatedCost([], minor);
        var parts = LargestRemainder.Split(minor, weights);
        return new AllocatedCost([.. weights.Zip(parts, (w, part) => new AppCost(w.Key, part))], 0);
    }

    private static Dictionary<string, List<Stretch>> Times(CostMonth month, DateTimeOffset asOf, IEnumerable<AppStay> stays)
    {
        if (Stretch.Of(month, asOf) is not { } time) return [];
        var cut =
            from stay in stays
            let stretch = time.Within(stay.From, stay.To)
            where stretch is not null
            group stretch.Value by ResourceIds.Key(stay.ResourceId);
        return cut.ToDictionary(g => g.Key, Stretch.Union, StringComparer.Ordinal);
    }

    private static List<(string Key, long Weight)> Weights(Dictionary<string, List<Stretch>> times)
    {
        var weights = new List<(string Key, long Weight)>();
        foreach (var (id, time) in times.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            // What a slot uses while its app is there is the app's: the slot exists for it.
            var ridden = ResourceIds.ProductionOf(id) is { } app && times.TryGetValue(app, out var there) ? Stretch.Overlap(time, there) : 0;
            var own = time.Sum(s => s.Length) - ridden;
            if (own > 0) weights.Add((id, own));
        }
        return weights;
    }
}
