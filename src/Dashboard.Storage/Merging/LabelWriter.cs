using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>Keeps for each folded tag value the spelling last seen. Values that no one spells (enumerations, ids) have no label here.</summary>
internal sealed class LabelWriter(DashboardDbContext context)
{
    private readonly Dictionary<(KpiDimension Dimension, string Value), string> _seen = [];

    /// <summary>Takes the spellings of an app that was just seen.</summary>
    public void See(AppState app)
    {
        See(KpiDimension.CostCentre, app.CostCentre);
        See(KpiDimension.Owner, app.Owner);
        See(KpiDimension.Environment, app.Environment);
        See(KpiDimension.Scenario, app.Scenario);
        See(KpiDimension.Tier, app.Tier);
    }

    /// <summary>Writes the spellings that differ from the stored ones.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_seen.Count == 0) return;
        var stored = await context.DimensionLabels
            .ToDictionaryAsync(l => (l.Dimension, l.Value), l => l.Label, cancellationToken);
        await using var upsert = context.Prepare(
            """
            INSERT INTO "DimensionLabels" ("Dimension", "Value", "Label") VALUES (@p0, @p1, @p2)
            ON CONFLICT ("Dimension", "Value") DO UPDATE SET "Label" = excluded."Label"
            """,
            parameters: 3);
        foreach (var (key, label) in _seen)
        {
            if (stored.GetValueOrDefault(key) == label) continue;
            await upsert.RunAsync([(int)key.Dimension, key.Value, label], cancellationToken);
        }
    }

    private void See(KpiDimension dimension, string? spelling)
    {
        var value = KpiKeys.Fold(spelling);
        if (value != KpiKeys.None) _seen[(dimension, value)] = spelling!.Trim();
    }
}
