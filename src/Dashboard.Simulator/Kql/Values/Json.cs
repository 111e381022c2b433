using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dashboard.Simulator.Kql.Values;

/// <summary>Between JSON text and the interpreter's values.</summary>
internal static class Json
{
    // The service does not escape what JSON does not require to be escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static object? Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return From(document.RootElement);
    }

    public static object? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => FromObject(element),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => throw new ArgumentOutOfRangeException(nameof(element), element.ValueKind, "No such JSON value."),
    };

    public static string Text(object? value) => Encoding.UTF8.GetString(Bytes(value));

    public static byte[] Bytes(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case double real: WriteReal(writer, real); break;
            case decimal amount: writer.WriteNumberValue(amount); break;
            case DateTime time: writer.WriteStringValue(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)); break;
            case TimeSpan span: writer.WriteStringValue(span.ToString("c", CultureInfo.InvariantCulture)); break;
            case Bag bag: WriteBag(writer, bag); break;
            case object?[] items: WriteArray(writer, items); break;
            default: throw new ArgumentException($"A {value.GetType().Name} is no value of a query.", nameof(value));
        }
    }

    private static Bag FromObject(JsonElement element)
    {
        var bag = new Bag();
        foreach (var property in element.EnumerateObject())
        {
            bag[property.Name] = From(property.Value);
        }

        return bag;
    }

    private static void WriteReal(Utf8JsonWriter writer, double real)
    {
        if (double.IsFinite(real))
        {
            writer.WriteNumberValue(real);
        }
        else
        {
            writer.WriteStringValue(real.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteBag(Utf8JsonWriter writer, Bag bag)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in bag)
        {
            writer.WritePropertyName(key);
            Write(writer, item);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, object?[] items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
