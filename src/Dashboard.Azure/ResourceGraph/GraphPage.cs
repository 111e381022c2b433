using System.Text.Json;
using Dashboard.Azure.Rows;

namespace Dashboard.Azure.ResourceGraph;

/// <summary>What a page says besides its rows.</summary>
/// <param name="TotalRecords">Rows that match the whole query; null where not said.</param>
/// <param name="ResultTruncated">Rows were cut that cannot be paged to.</param>
/// <param name="SkipToken">What asks for the next page; null on the last.</param>
internal sealed record GraphPage(int? TotalRecords, bool ResultTruncated, string? SkipToken)
{
    // Deeper than any configuration nests; the default of 64 is not.
    private const int Depth = 256;

    /// <summary>
    /// Reads a page from its bytes, handing the bytes of each row to <paramref name="onRow"/> without building a tree of
    /// the page. Null where the bytes are cut or are no page; then the rows handed over do not count.
    /// </summary>
    public static GraphPage? Read(ReadOnlyMemory<byte> body, Action<ReadOnlyMemory<byte>> onRow)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = Depth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            var (page, hasData) = (new GraphPage(null, false, null), false);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isData = reader.ValueTextEquals("data"u8);
                var name = isData ? null : reader.GetString();
                reader.Read();
                if (isData && reader.TokenType == JsonTokenType.StartArray)
                {
                    ReadRows(ref reader, body, onRow);
                    hasData = true;
                }
                else
                {
                    page = page.With(name, ReadElement(ref reader, body));
                }
            }

            // Reads on to the end: what follows the object, if it is not white space, makes it no page.
            return hasData && reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? page : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Parses a row in place, without copying its bytes.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> row) => JsonDocument.Parse(row, new JsonDocumentOptions { MaxDepth = Depth });

    private static void ReadRows(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, Action<ReadOnlyMemory<byte>> onRow)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            onRow(Value(ref reader, body));
        }
    }

    private static JsonElement ReadElement(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        using var document = Parse(Value(ref reader, body));
        return document.RootElement.Clone();
    }

    // The bytes of the value that the reader stands on; it checks on its way that they are JSON.
    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }

    private GraphPage With(string? name, JsonElement value) => name switch
    {
        "totalRecords" => this with { TotalRecords = JsonReadings.NumberOrNull(value) },
        // The service writes a text here, not a boolean.
        "resultTruncated" => this with { ResultTruncated = JsonReadings.IsTrue(value) },
        "$skipToken" => this with { SkipToken = JsonReadings.TextOrNull(value) is { Length: > 0 } token ? token : null },
        _ => this,
    };
}
