using System.Text.Json.Nodes;

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

/// <summary>The first rows of a Resource Graph page are no rows.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Shape">What they are instead.</param>
public sealed record MalformedRowsFault(int Rows, RowShape Shape = RowShape.Mixed) : AnswerFault
{
    private static readonly RowShape[] InTurn = [RowShape.Number, RowShape.Null, RowShape.WrongTypes, RowShape.WithoutId];

    internal override string? Problem => Rows < 1 ? "'rows' must be at least 1" : null;

    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        if (answer["data"] is not JsonArray data)
        {
            return;
        }

        for (var i = 0; i < Math.Min(Rows, data.Count); i++)
        {
            data[i] = Malformed(data[i]?.DeepClone() as JsonObject ?? [], Shape == RowShape.Mixed ? InTurn[i % InTurn.Length] : Shape);
        }
    }

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
