using Dashboard.Core.Costs;

namespace Dashboard.Azure.Costs;

/// <summary>What FOCUS exports say that plans cost, summed while they are read. Refunds and corrections are negative rows and count as such.</summary>
internal sealed class FocusSums
{
    private readonly Dictionary<(string Subscription, string PlanId, CostMonth Month, string Currency), decimal> _sums = [];
    private readonly HashSet<(string Subscription, string PlanId)> _notUnderstood = [];
    private readonly Dictionary<string, (int Unallocated, int NotUnderstood)> _counts = new(StringComparer.Ordinal);

    /// <summary>Adds a row of a plan.</summary>
    public void Add(string subscription, string planId, CostMonth month, decimal amount, string currency)
    {
        var key = (subscription, planId, month, currency);
        _sums[key] = _sums.GetValueOrDefault(key) + amount;
    }

    /// <summary>A row of a plan that is not understood. The plan gets no figure: what is left of its rows would be a wrong one.</summary>
    public void AddNotUnderstood(string subscription, string planId)
    {
        _notUnderstood.Add((subscription, planId));
        var (unallocated, others) = _counts.GetValueOrDefault(subscription);
        _counts[subscription] = (unallocated, others + 1);
    }

    /// <summary>A row of App Service that names no plan.</summary>
    public void AddUnallocated(string subscription)
    {
        var (unallocated, others) = _counts.GetValueOrDefault(subscription);
        _counts[subscription] = (unallocated + 1, others);
    }

    /// <summary>Adds what another part of the same exports says.</summary>
    public void Add(FocusSums part)
    {
        foreach (var (key, amount) in part._sums) _sums[key] = _sums.GetValueOrDefault(key) + amount;
        _notUnderstood.UnionWith(part._notUnderstood);
        foreach (var (subscription, count) in part._counts)
        {
            var (unallocated, others) = _counts.GetValueOrDefault(subscription);
            _counts[subscription] = (unallocated + count.Unallocated, others + count.NotUnderstood);
        }
    }

    /// <summary>The costs in a subscription from one month to another, both included, ordered by plan, month and currency.</summary>
    public IReadOnlyList<PlanCost> Of(string subscription, CostMonth first, CostMonth last) =>
    [
        .. _sums.Where(s => s.Key.Subscription == subscription && s.Key.Month >= first && s.Key.Month <= last
                && !_notUnderstood.Contains((subscription, s.Key.PlanId)))
            .Select(s => new PlanCost(s.Key.PlanId, s.Key.Month, s.Value, s.Key.Currency))
            .OrderBy(c => c.PlanId, StringComparer.Ordinal).ThenBy(c => c.Month).ThenBy(c => c.Currency, StringComparer.Ordinal),
    ];

    /// <summary>Rows of the subscription that name no plan, and rows of plans that are not understood.</summary>
    public (int Unallocated, int NotUnderstood) CountsOf(string subscription) => _counts.GetValueOrDefault(subscription);
}
