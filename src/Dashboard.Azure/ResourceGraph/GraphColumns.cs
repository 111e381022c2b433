namespace Dashboard.Azure.ResourceGraph;

/// <summary>
/// The output columns of a query, declared once as an enum: the reader addresses them by its members, and a test
/// compares their names with what the query really projects.
/// </summary>
internal static class GraphColumns
{
    /// <summary>The column names of <typeparamref name="TColumn"/>: its members in camel case, in order.</summary>
    public static IReadOnlyList<string> Of<TColumn>() where TColumn : struct, Enum =>
        [.. Enum.GetNames<TColumn>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];
}
