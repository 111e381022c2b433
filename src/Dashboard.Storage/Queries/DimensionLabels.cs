using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>What pages show for the values of a dimension.</summary>
internal sealed class DimensionLabels
{
    private readonly KpiDimension _dimension;
    private readonly Dictionary<string, string> _labels;

    private DimensionLabels(KpiDimension dimension, Dictionary<string, string> labels) => (_dimension, _labels) = (dimension, labels);

    /// <summary>Reads the labels of <paramref name="dimension"/>.</summary>
    public static async Task<DimensionLabels> ReadAsync(
        DashboardDbContext context, KpiDimension dimension, CancellationToken cancellationToken) => new(dimension, dimension switch
        {
            KpiDimension.All => [],
            KpiDimension.Subscription => await context.Subscriptions
                .ToDictionaryAsync(s => s.SubscriptionId, s => s.Name, cancellationToken),
            KpiDimension.Sensitivity => Names<Sensitivity>(),
            KpiDimension.Reachability => Names<Reachability>(),
            KpiDimension.CostCentre or KpiDimension.Owner or KpiDimension.Environment or KpiDimension.Scenario or KpiDimension.Tier =>
                await context.DimensionLabels
                    .Where(l => l.Dimension == dimension)
                    .ToDictionaryAsync(l => l.Value, l => l.Label, cancellationToken),
        });

    /// <summary>What a page shows for <paramref name="value"/>; the value itself where nothing better is known.</summary>
    public string Of(string value) => (_dimension, value) switch
    {
        (KpiDimension.All, _) => "All apps",
        (KpiDimension.Tier, KpiKeys.None) => "Unknown tier",
        (_, KpiKeys.None) => "None",
        _ => _labels.GetValueOrDefault(value, value),
    };

    private static Dictionary<string, string> Names<T>()
        where T : struct, Enum => Enum.GetNames<T>().ToDictionary(KpiKeys.Fold);
}
