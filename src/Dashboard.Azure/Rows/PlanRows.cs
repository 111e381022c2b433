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
    Location,
    WebSpace,
    HostingEnvironmentId,
    MaximumElasticWorkerCount,
    NumberOfSites,
    Tags,
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
            Text(row, PlanColumn.Name) ?? name,
            Text(row, PlanColumn.Tier),
            Text(row, PlanColumn.SkuName),
            JsonReadings.NumberOrNull(At(row, PlanColumn.Capacity)),
            JsonReadings.IsTrue(At(row, PlanColumn.Reserved))
                || (kind is not null && kind.Contains("linux", StringComparison.OrdinalIgnoreCase)))
        {
            Location = Text(row, PlanColumn.Location),
            WebSpace = Text(row, PlanColumn.WebSpace),
            HostingEnvironmentId = Text(row, PlanColumn.HostingEnvironmentId),
            MaximumElasticWorkers = JsonReadings.NumberOrNull(At(row, PlanColumn.MaximumElasticWorkerCount)),
            NumberOfSites = JsonReadings.NumberOrNull(At(row, PlanColumn.NumberOfSites)),
            Tags = TagReading.Of(At(row, PlanColumn.Tags)) is { Count: > 0 } tags ? tags : PlanObservation.NoTags,
        };
    }

    private static string? Text(GraphRow row, PlanColumn column) =>
        JsonReadings.TextOrNull(At(row, column)) is { Length: > 0 } text ? text : null;

    private static JsonElement At(GraphRow row, PlanColumn column) => row[(int)column];
}
