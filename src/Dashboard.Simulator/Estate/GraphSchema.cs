using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate;

/// <summary>Resource Graph's tables, and the columns that all of them have.</summary>
internal static class GraphSchema
{
    public const string Resources = "resources";
    public const string Containers = "resourcecontainers";
    public const string AppService = "appserviceresources";
    public const string Changes = "resourcechanges";
    public const string Policy = "policyresources";

    /// <summary>The columns, in the order in which the service returns them.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("id", KqlType.String),
        new("name", KqlType.String),
        new("type", KqlType.String),
        new("tenantId", KqlType.String),
        new("kind", KqlType.String),
        new("location", KqlType.String),
        new("resourceGroup", KqlType.String),
        new("subscriptionId", KqlType.String),
        new("managedBy", KqlType.String),
        new("sku", KqlType.Dynamic),
        new("plan", KqlType.Dynamic),
        new("properties", KqlType.Dynamic),
        new("tags", KqlType.Dynamic),
        new("identity", KqlType.Dynamic),
        new("zones", KqlType.Dynamic),
        new("extendedLocation", KqlType.Dynamic),
    ];

    /// <summary>Every table that a query may name; those without rows are there and empty.</summary>
    public static IReadOnlySet<string> Tables { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        Resources, Containers, AppService, Changes, Policy, "resourcecontainerchanges", "advisorresources",
    };

    /// <summary>A document's values in column order. Values of another type than the column's stay as they are.</summary>
    public static object?[] Cells(Bag row)
    {
        var cells = new object?[Columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = row.Get(Columns[i].Name);
        }

        return cells;
    }
}
