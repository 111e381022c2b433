using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Findings;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>The values of a dimension that parts of costs have: those of the plan, or those of the app that has the part.</summary>
internal sealed class CostValues
{
    private readonly Func<PlanLedger, LedgerPart, string?> _value;
    private readonly Func<string, string> _label;

    private CostValues(Func<PlanLedger, LedgerPart, string?> value, Func<string, string> label) => (_value, _label) = (value, label);

    /// <summary>The value of a part; null for what no app can be given, where the dimension is the apps'.</summary>
    public string? Of(PlanLedger plan, LedgerPart part) => _value(plan, part);

    /// <summary>What a page shows for a value.</summary>
    public string LabelOf(string value) => _label(value);

    /// <summary>Reads what is needed for <paramref name="dimension"/> at the end of the month.</summary>
    public static async Task<CostValues> ReadAsync(
        DashboardDbContext context, CostDimension dimension, Moment end, CancellationToken cancellationToken)
    {
        switch (dimension)
        {
            case CostDimension.Subscription:
                var names = await DimensionLabels.ReadAsync(context, KpiDimension.Subscription, cancellationToken);
                return new CostValues((plan, _) => plan.Plan.Plan.SubscriptionId, names.Of);
            case CostDimension.Tier:
                return OfPlans(end, s => s.Tier);
            case CostDimension.Size:
                return OfPlans(end, s => s.SkuName);
            case CostDimension.OperatingSystem:
                return OfPlans(end, s => s.IsLinux ? "Linux" : "Windows");
            case CostDimension.Region:
                return OfPlans(end, s => s.Region);
            case CostDimension.App:
                var ids = await MonthLedger.ReadIdsAsync(context, null, end.At + 1, cancellationToken);
                return new CostValues((_, part) => part.AppId is { } app ? ids[app] : null, id => id[(id.LastIndexOf("/sites/", StringComparison.Ordinal) + 7)..].Replace("/slots/", "/", StringComparison.Ordinal));
            case CostDimension.Owner or CostDimension.CostCentre or CostDimension.Environment or CostDimension.Scenario:
                return await OfAppsAsync(context, Enum.Parse<KpiDimension>(dimension.ToString()), end, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "There is no such dimension.");
        }
    }

    private static CostValues OfPlans(Moment end, Func<Model.PlanStateRow, string?> value) => new(
        (plan, _) => plan.Plan.LastStateBy(end.At) is { } state ? value(state) ?? "" : "", v => v.Length == 0 ? "Not read" : v);

    private static async Task<CostValues> OfAppsAsync(
        DashboardDbContext context, KpiDimension dimension, Moment end, CancellationToken cancellationToken)
    {
        var values = new Dictionary<long, string>();
        foreach (var states in new[] { context.LastStatesAt(end), context.StatesAt(end) })
        {
            var cells = states.Select(s => new { s.AppId, s.OwnerKey, s.CostCentreKey, s.EnvironmentKey, s.ScenarioKey });
            await foreach (var s in cells.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                values[s.AppId] = dimension switch
                {
                    KpiDimension.Owner => s.OwnerKey,
                    KpiDimension.CostCentre => s.CostCentreKey,
                    KpiDimension.Environment => s.EnvironmentKey,
                    _ => s.ScenarioKey,
                };
            }
        }

        var labels = await DimensionLabels.ReadAsync(context, dimension, cancellationToken);
        return new CostValues((_, part) => part.AppId is { } app ? values.GetValueOrDefault(app, KpiKeys.None) : null, labels.Of);
    }
}
