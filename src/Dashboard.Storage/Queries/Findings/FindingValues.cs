using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>The values of a dimension that findings have at a moment: their own, or those of the apps that they are on.</summary>
internal sealed class FindingValues
{
    private readonly Func<KnownFinding, string> _value;
    private readonly Func<string, string> _label;

    private FindingValues(Func<KnownFinding, string> value, Func<string, string> label) => (_value, _label) = (value, label);

    /// <summary>The value of a finding.</summary>
    public string Of(KnownFinding finding) => _value(finding);

    /// <summary>What a page shows for a value.</summary>
    public string LabelOf(string value) => _label(value);

    /// <summary>Reads what is needed for <paramref name="dimension"/>.</summary>
    public static async Task<FindingValues> ReadAsync(
        DashboardDbContext context, FindingDimension dimension, Moment moment, CancellationToken cancellationToken)
    {
        if (dimension == FindingDimension.Severity) return new FindingValues(f => f.Severity.ToString(), v => v);
        if (dimension == FindingDimension.Rule) return new FindingValues(f => f.RuleId, v => RuleCatalogue.Find(v)?.FailureWords ?? v);
        var values = new Dictionary<long, string>();
        foreach (var states in new[] { context.StatesAt(moment), context.LastStatesAt(moment) })
        {
            await foreach (var cell in Cells(states).AsAsyncEnumerable().WithCancellation(cancellationToken)) values[cell.AppId] = cell.Value(dimension);
        }

        var labels = await DimensionLabels.ReadAsync(context, Enum.Parse<KpiDimension>(dimension.ToString()), cancellationToken);
        return new FindingValues(f => values[f.AppId], labels.Of);
    }

    private static IQueryable<Cell> Cells(IQueryable<AppStateRow> states) => states.Select(s => new Cell
    {
        AppId = s.AppId,
        Subscription = s.SubscriptionId,
        Owner = s.OwnerKey,
        CostCentre = s.CostCentreKey,
        Environment = s.EnvironmentKey,
        Scenario = s.ScenarioKey,
        Tier = s.TierKey,
        Sensitivity = s.Sensitivity,
        Reachability = s.Reachability,
    });

    private sealed record Cell
    {
        public required long AppId { get; init; }

        public required string Subscription { get; init; }

        public required string Owner { get; init; }

        public required string CostCentre { get; init; }

        public required string Environment { get; init; }

        public required string Scenario { get; init; }

        public required string Tier { get; init; }

        public required Sensitivity? Sensitivity { get; init; }

        public required Reachability Reachability { get; init; }

        public string Value(FindingDimension dimension) => dimension switch
        {
            FindingDimension.Owner => Owner,
            FindingDimension.CostCentre => CostCentre,
            FindingDimension.Scenario => Scenario,
            FindingDimension.Environment => Environment,
            FindingDimension.Subscription => Subscription,
            FindingDimension.Tier => Tier,
            FindingDimension.Sensitivity => KpiKeys.Fold(Sensitivity?.ToString()),
            FindingDimension.Reachability => KpiKeys.Fold(Reachability.ToString()),
            FindingDimension.Severity or FindingDimension.Rule => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "It is no app's."),
        };
    }
}
