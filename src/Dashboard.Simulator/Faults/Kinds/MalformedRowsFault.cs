using System.Text.Json.Nodes;
using Dashboard.Simulator.KeyVault;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>What stands where a row should be.</summary>
public enum RowShape
{
    /// <summary>Each of the others in turn.</summary>
    Mixed,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Null.</summary>
    Null,

    /// <summary>The row with every value but its id of another type: a text becomes a number, anything else an array.</summary>
    WrongTypes,

    /// <summary>The row without its id.</summary>
    WithoutId,
}

/// <summary>The first rows of a page of Resource Graph, of costs, of prices or of a vault are no rows.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Shape">What they are instead.</param>
public sealed record MalformedRowsFault(int Rows, RowShape Shape = RowShape.Mixed) : AnswerFault
{
    private static readonly RowShape[] InTurn = [RowShape.Number, RowShape.Null, RowShape.WrongTypes, RowShape.WithoutId];

    internal override string? Problem => Rows < 1 ? "'rows' must be at least 1" : null;

    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        if ((answer["data"] ?? answer["Items"] ?? (answer["properties"] as JsonObject)?["rows"] ?? OfVault(answer, request)) is not JsonArray data)
        {
            return;
        }

        for (var i = 0; i < Math.Min(Rows, data.Count); i++)
        {
            var shape = Shape == RowShape.Mixed ? InTurn[i % InTurn.Length] : Shape;
            data[i] = data[i] is JsonArray cells ? Malformed(cells, shape) : Malformed(data[i]?.DeepClone() as JsonObject ?? [], shape);
        }
    }

    // The lists of Resource Manager have the same form, and are not meant.
    private static JsonNode? OfVault(JsonObject answer, FaultedRequest request) => VaultEndpoint.Serves(request.Http.Request) ? answer["value"] : null;

    /// <summary>A row of costs has no names: it lacks a cell, or holds what is none.</summary>
    private static JsonNode? Malformed(JsonArray cells, RowShape shape) => shape switch
    {
        RowShape.Number => 42,
        RowShape.Null => null,
        RowShape.WithoutId => new JsonArray([.. cells.Skip(1).Select(c => c?.DeepClone())]),
        _ => new JsonArray([.. cells.Select(_ => new JsonArray("wrong"))]),
    };

    private static JsonNode? Malformed(JsonObject row, RowShape shape)
    {
        switch (shape)
        {
            case RowShape.Number:
                return 42;
            case RowShape.Null:
                return null;
            case RowShape.WithoutId:
                row.Remove("id");
                return row;
            default:
                foreach (var (name, value) in row.Where(p => p.Key != "id").ToList())
                {
                    row[name] = value is JsonValue text && text.TryGetValue<string>(out _) ? 7 : new JsonArray("wrong");
                }

                return row;
        }
    }
}
