using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>A column that a query may name.</summary>
internal sealed record Column(string Name, KqlType Type);

/// <summary>
/// Rows with their columns. <see cref="Ordered"/> says whether the query fixed their order; if not, the
/// service may return them in another order each time it is asked.
/// </summary>
internal sealed record Relation(IReadOnlyList<Column> Columns, IReadOnlyList<object?[]> Rows, bool Ordered = false)
{
    /// <summary>The place of a column, or -1. Column names are case-sensitive.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>The tables that a query reads, already narrowed to its scope.</summary>
internal interface ITables
{
    /// <summary>A table by its name in any casing, or null when there is none of that name.</summary>
    Relation? Find(string name);
}

/// <summary>An expression made ready for the rows of one relation.</summary>
internal sealed record Bound(KqlType Type, Func<object?[], object?> Of)
{
    /// <summary>Whether the expression is true; null counts as not true.</summary>
    public bool Holds(object?[] row) => Converting.ToBool(Of(row)) == true;
}
