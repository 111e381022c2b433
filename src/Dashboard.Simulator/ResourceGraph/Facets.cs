using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>Counts by column over a query's whole result.</summary>
internal static class Facets
{
    public static Bag Of(Relation rows, FacetRequest facet)
    {
        var at = rows.IndexOf(facet.Expression);
        return at < 0 ? Unknown(facet.Expression) : Counted(rows, at, facet);
    }

    private static Bag Counted(Relation rows, int at, FacetRequest facet)
    {
        var groups = rows.Rows
            .GroupBy(r => Comparing.GroupKey(r[at]), r => r[at])
            .Select(g => (Value: g.First(), Count: g.LongCount()))
            .ToList();
        var ordered = facet.Ascending
            ? groups.OrderBy(g => g.Count).ThenBy(g => Converting.ToText(g.Value), StringComparer.Ordinal)
            : groups.OrderByDescending(g => g.Count).ThenBy(g => Converting.ToText(g.Value), StringComparer.Ordinal);
        var data = ordered.Take(facet.Top).Select(g => new Bag { [facet.Expression] = g.Value, ["count"] = g.Count }).ToArray<object?>();
        return new Bag
        {
            ["expression"] = facet.Expression,
            ["resultType"] = "FacetResult",
            ["totalRecords"] = (long)groups.Count,
            ["count"] = (long)data.Length,
            ["data"] = data,
        };
    }

    private static Bag Unknown(string expression) => new()
    {
        ["expression"] = expression,
        ["resultType"] = "FacetError",
        ["errors"] = new object?[]
        {
            new Bag { ["code"] = "NoValidColumns", ["message"] = "No valid columns in facet expression." },
            new Bag { ["code"] = "InvalidColumnNames", ["message"] = $"Invalid column names: [{expression}]." },
        },
    };
}
