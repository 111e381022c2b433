using System.Text;
using System.Text.Json;

namespace Dashboard.Azure.ResourceGraph;

/// <summary>One row by column. It is reused from row to row and is valid only while the row is read.</summary>
internal sealed class GraphRow(IReadOnlyList<string> columns)
{
    private readonly byte[][] _names = [.. columns.Select(Encoding.UTF8.GetBytes)];
    private readonly JsonElement[] _values = new JsonElement[columns.Count];

    /// <summary>The value in <paramref name="column"/>; undefined where the row has no such column.</summary>
    public JsonElement this[int column] => _values[column];

    /// <summary>Takes the values of <paramref name="row"/>, which is an object.</summary>
    public void Load(JsonElement row)
    {
        Array.Clear(_values);
        var expected = 0;
        foreach (var property in row.EnumerateObject())
        {
            // Columns come in the order in which they were projected; then each name is compared once.
            var at = expected < _names.Length && property.NameEquals(_names[expected]) ? expected : IndexOf(property);
            if (at < 0) continue;
            _values[at] = property.Value;
            expected = at + 1;
        }
    }

    private int IndexOf(JsonProperty property)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (property.NameEquals(_names[i])) return i;
        }

        return -1;
    }
}
