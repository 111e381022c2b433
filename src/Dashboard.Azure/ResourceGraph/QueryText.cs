namespace Dashboard.Azure.ResourceGraph;

/// <summary>The queries, which live in <c>.kql</c> files so that any Kusto tool can open and check them.</summary>
internal static class QueryText
{
    /// <summary>The text of <c>Queries/{name}.kql</c> without its comments, which are for readers here and not for the service.</summary>
    public static string Of(string name)
    {
        var resource = $"Dashboard.Azure.ResourceGraph.Queries.{name}.kql";
        using var stream = typeof(QueryText).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The query {name} is not embedded.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n', lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))).Trim();
    }
}
