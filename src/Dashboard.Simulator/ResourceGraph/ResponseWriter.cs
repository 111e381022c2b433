using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>Writes an answer with its keys in the order in which the service writes them.</summary>
internal static class ResponseWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(QueryResult result, Page page, GraphRequest request, string fingerprint)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("totalRecords", page.Total);
            writer.WriteNumber("count", page.Rows.Count);
            writer.WritePropertyName("data");
            if (request.Table)
            {
                WriteTable(writer, result.Rows.Columns, page.Rows);
            }
            else
            {
                WriteObjects(writer, result.Rows.Columns, page.Rows);
            }

            writer.WritePropertyName("facets");
            Json.Write(writer, request.Facets.Select(f => Facets.Of(result.Rows, f)).ToArray<object?>());

            // A string, not a boolean: that is how the service sends it.
            writer.WriteString("resultTruncated", page.Truncated ? "true" : "false");
            if (page.Next is { } next)
            {
                writer.WriteString("$skipToken", SkipToken.Make(next, fingerprint));
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteObjects(Utf8JsonWriter writer, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        var names = columns.Select(c => JsonEncodedText.Encode(c.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).ToArray();
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                writer.WritePropertyName(names[i]);
                Json.Write(writer, row[i]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTable(Utf8JsonWriter writer, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("columns");
        Json.Write(writer, columns.Select(c => new Bag { ["name"] = c.Name, ["type"] = WireType(c.Type) }).ToArray<object?>());
        writer.WritePropertyName("rows");
        Json.Write(writer, rows.ToArray<object?>());
        writer.WriteEndObject();
    }

    private static string WireType(KqlType type) => type switch
    {
        KqlType.Bool => "boolean",
        KqlType.Long => "integer",
        KqlType.Real => "number",
        KqlType.Dynamic => "object",
        _ => "string",
    };
}
