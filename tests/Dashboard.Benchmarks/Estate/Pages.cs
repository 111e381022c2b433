using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dashboard.Benchmarks.Replay;

namespace Dashboard.Benchmarks.Estate;

/// <summary>Writes a table's pages as Resource Graph does: the keys in its order, <c>resultTruncated</c> as a text.</summary>
internal static class Pages
{
    public const int Rows = 1000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds all pages of <paramref name="table"/>, which has <paramref name="total"/> rows.</summary>
    public static void Add(Recording recording, int variant, string table, int total, Action<Utf8JsonWriter, int> row)
    {
        for (var page = 0; page == 0 || page * Rows < total; page++)
        {
            var token = page == 0 ? "" : ReplayTable.Token(table, page);
            recording.Add(variant, table, token, Write(table, page, total, row));
        }
    }

    private static byte[] Write(string table, int page, int total, Action<Utf8JsonWriter, int> row)
    {
        var (first, last) = (page * Rows, Math.Min(total, (page + 1) * Rows));
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("totalRecords", total);
            json.WriteNumber("count", last - first);
            json.WriteStartArray("data");
            for (var i = first; i < last; i++) row(json, i);
            json.WriteEndArray();
            json.WriteStartArray("facets");
            json.WriteEndArray();
            json.WriteString("resultTruncated", "false");
            if (last < total) json.WriteString("$skipToken", ReplayTable.Token(table, page + 1));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
