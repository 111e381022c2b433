using System.Text.Json;

namespace Dashboard.Core.Reports;

/// <summary>
/// Each figure of a snapshot under a name: the path to it, <c>kpis.coverage.value</c>. In a list, what is there goes by its own id, currency or
/// name and not by its place: <c>costs.EUR.minor</c>.
/// </summary>
public static class FigureNames
{
    private static readonly string[] Keys = ["id", "currency", "name"];

    /// <summary>All of them with their values as JSON, in the order of the text.</summary>
    public static IReadOnlyDictionary<string, string> Of(string snapshot)
    {
        using var document = JsonDocument.Parse(snapshot);
        var figures = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        Add(figures, "", document.RootElement);
        return figures;
    }

    private static void Add(OrderedDictionary<string, string> figures, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject()) Add(figures, name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.Value);
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Object) && value.GetArrayLength() > 0:
                foreach (var item in value.EnumerateArray()) Add(figures, $"{name}.{KeyOf(item)}", item);
                break;
            default:
                figures[name] = value.GetRawText();
                break;
        }
    }

    private static string KeyOf(JsonElement item)
    {
        foreach (var key in Keys)
            if (item.TryGetProperty(key, out var value)) return value.ToString();
        throw new FormatException("What a snapshot lists has an id, a currency or a name.");
    }
}
