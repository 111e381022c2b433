using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>The columns of <c>plans.kql</c>, in its order.</summary>
internal enum PlanColumn
{
    Id,
    Name,
    Kind,
    Tier,
    SkuName,
    Capacity,
    Reserved,
}

/// <summary>Reads App Service plans from the rows of <c>plans.kql</c>.</summary>
internal static class PlanRows
{
    /// <summary>The query.</summary>
    public static GraphQuery<PlanObservation> Query { get; } =
        new("App Service plans", QueryText.Of("plans"), GraphColumns.Of<PlanColumn>(), Read);

    private static PlanObservation? Read(GraphRow row)
    {
        var id = JsonReadings.TextOrNull(At(row, PlanColumn.Id));
        if (id is null || ResourceIds.Segment(id, "serverfarms") is not { } name) return null;
        var kind = JsonReadings.TextOrNull(At(row, PlanColumn.Kind));
        return new PlanObservation(
            id,
            JsonReadings.TextOrNull(At(row, PlanColumn.Name)) is { Length: > 0 } given ? given : name,
            JsonReadings.TextOrNull(At(row, PlanColumn.Tier)) is { Length: > 0 } tier ? tier : null,
            JsonReadings.TextOrNull(At(row, PlanColumn.SkuName)) is { Length: > 0 } sku ? sku : null,
            JsonReadings.NumberOrNull(At(row, PlanColumn.Capacity)),
            JsonReadings.IsTrue(At(row, PlanColumn.Reserved))
                || (kind is not null && kind.Contains("linux", StringComparison.OrdinalIgnoreCase)));
    }

    private static JsonElement At(GraphRow row, PlanColumn column) => row[(int)column];
}
