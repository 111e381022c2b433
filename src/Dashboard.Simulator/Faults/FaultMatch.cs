using System.IO.Enumeration;

namespace Dashboard.Simulator.Faults;

/// <summary>The requests that a fault is about. What is null is not asked; everything else must hold.</summary>
public sealed record FaultMatch
{
    /// <summary>The HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>The whole path without the query string, in any casing; <c>*</c> stands for any characters.</summary>
    public string? Path { get; init; }

    /// <summary>A text that the query of Resource Graph contains, in any casing. No other request matches then.</summary>
    public string? Query { get; init; }

    /// <summary>A table that the query of Resource Graph reads, also in a join. No other request matches then.</summary>
    public string? Table { get; init; }

    /// <summary>A subscription id: in the path, or among those that a query names (a query that names none asks them all).</summary>
    public string? Subscription { get; init; }

    /// <summary>The name of a resource group in the path. A query never matches: it is not about one.</summary>
    public string? ResourceGroup { get; init; }

    internal bool Covers(FaultedRequest request) =>
        (Method is null || Same(Method, request.Method))
        && (Path is null || FileSystemName.MatchesSimpleExpression(Path, request.Path))
        && (Query is null || request.Query?.Contains(Query, StringComparison.OrdinalIgnoreCase) == true)
        && (Table is null || request.Tables.Contains(Table, StringComparer.OrdinalIgnoreCase))
        && (Subscription is null || request.Names(Subscription))
        && (ResourceGroup is null || Same(ResourceGroup, request.ResourceGroup));

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
