using System.Text.Json;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>A count by column that a request asks for beside its rows.</summary>
internal sealed record FacetRequest(string Expression, int Top, bool Ascending)
{
    private const int DefaultTop = 100;

    public static FacetRequest Parse(JsonElement facet)
    {
        var options = GraphRequest.Property(facet, "options");
        var expression = GraphRequest.Property(facet, "expression") is { ValueKind: JsonValueKind.String } e ? e.GetString()! : "";
        var ascending = GraphRequest.Property(options, "sortOrder") is { ValueKind: JsonValueKind.String } order
            && string.Equals(order.GetString(), "asc", StringComparison.OrdinalIgnoreCase);
        return new FacetRequest(expression, GraphRequest.Number(options, "$top", 1) ?? DefaultTop, ascending);
    }
}
