using System.Text.Json;
using Dashboard.Web.Api;

namespace Dashboard.Web.Exports;

/// <summary>Writes the API's JSON with all rows, one by one.</summary>
internal static class JsonExport
{
    private const int FlushAt = 32_768;

    /// <summary>Writes <paramref name="sheet"/>.</summary>
    public static async Task WriteAsync(ExportSheet sheet, Stream output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output);
        if (sheet.Document is { } document)
        {
            JsonSerializer.Serialize(json, document, ApiJson.Options);
            await json.FlushAsync(cancellationToken);
            return;
        }

        json.WriteStartObject();
        Write(json, "asOf", sheet.Facts.AsOf);
        Write(json, "run", sheet.Facts.Run);
        Write(json, "ruleSetVersion", sheet.Facts.RuleSetVersion);
        Write(json, "filter", sheet.Facts.Filter);
        json.WriteStartArray("items");
        var total = 0;
        await foreach (var item in sheet.Items().WithCancellation(cancellationToken))
        {
            JsonSerializer.Serialize(json, item, item.GetType(), ApiJson.Options);
            total++;
            if (json.BytesPending > FlushAt) await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteNumber("total", total);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ApiJson.Options);
    }
}
