using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Billing;

/// <summary>Bills the plans of the generated organisation by their own lives: sizes, instances, and when they were there.</summary>
internal sealed class GeneratedBilling : IBilling
{
    private readonly Dictionary<string, BillingAccount> accounts = new(StringComparer.OrdinalIgnoreCase);

    public GeneratedBilling(DrawnEstate estate)
    {
        Residents = new PlanResidents(estate.Apps);
        foreach (var subscription in estate.Subscriptions)
        {
            var unit = subscription.Unit;
            var plans = estate.Plans.Where(p => p.Group.SubscriptionId == subscription.Id).Select(p => Bill(p, unit.BillingCurrency));
            accounts[subscription.Id] = new BillingAccount(unit.BillingCurrency, unit.CostAccess, [.. plans]);
        }

        Regions = [.. estate.Plans.Select(p => p.Group.Region.Name).Distinct()];
    }

    /// <summary>Which app was on which plan when.</summary>
    public PlanResidents Residents { get; }

    public IReadOnlyCollection<string> Regions { get; }

    public BillingAccount? Of(string subscription) => accounts.GetValueOrDefault(subscription);

    private BilledPlan Bill(PlanSpec plan, string currency)
    {
        var draw = plan.Draw.For("billing");
        // The discount is negotiated for a subscription as a whole; a commitment covers some plans of the sizes that have one.
        var negotiated = Estate.Draw.From(0).For(plan.Group.SubscriptionId).Pick([1m, 0.97m, 0.94m, 0.9m]);
        var commitment = HasCommitments(plan) && draw.For("commitment").Chance(0.3) ? 0.55m + (0.05m * draw.For("term").Between(0, 5)) : 1m;
        return new BilledPlan(plan.Id, plan.Group.Region.Name, [.. Stretches(plan, currency, draw)], negotiated, commitment, draw);
    }

    private static bool HasCommitments(PlanSpec plan) =>
        plan.Sizes.Moments.All(m => m.State.Family is "Pv3" or "Pmv3" or "Pv4" or "Pmv4" or "Iv2" or "Imv2");

    private IEnumerable<BilledStretch> Stretches(PlanSpec plan, string currency, Draw draw)
    {
        var moments = plan.Sizes.Moments;
        for (var i = 0; i < moments.Count; i++)
        {
            var span = new Span(
                Later(moments[i].Since, plan.Lifetime.From),
                Earlier(i + 1 < moments.Count ? moments[i + 1].Since : DateTimeOffset.MaxValue, plan.Lifetime.Until));
            if (span.From >= span.Until)
            {
                continue;
            }

            foreach (var stretch in Stretches(plan, moments[i].State, span, currency, draw))
            {
                yield return stretch;
            }
        }
    }

    private IEnumerable<BilledStretch> Stretches(PlanSpec plan, Sku sku, Span span, string currency, Draw draw)
    {
        var region = plan.Group.Region.Name;
        switch (sku.Tier)
        {
            case "Dynamic":
                // Executions are billed on the function app, not on its plan.
                return [];
            case "Free":
                // Some free plans are metered at 0, others leave no trace.
                return draw.For("free").Chance(0.5) ? [new BilledStretch(span, 0m)] : [];
            case "FlexConsumption":
                return [new BilledStretch(span, PriceList.Meter(0.01m * draw.For("load").Between(1, 20), region, currency))];
            case "Shared":
                var perApp = PriceList.PerHour(sku.Name, false, region, currency)!.Value;
                return Residents.Counts(plan, span).Where(c => c.Count > 0).Select(c => new BilledStretch(c.Span, perApp * c.Count));
            default:
                return PriceList.PerHour(sku.Name, plan.Linux, region, currency) is { } price
                    ? [new BilledStretch(span, price * PlanDocuments.Capacity(plan, sku))]
                    // A size that is sold for Windows only, on a plan that is drawn as Linux: billed as what it is.
                    : PriceList.PerHour(sku.Name, false, region, currency) is { } windows
                        ? [new BilledStretch(span, windows * PlanDocuments.Capacity(plan, sku))]
                        : [];
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
