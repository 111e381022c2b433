using System.IO.Pipelines;
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
        // The serializer flushes its writer after each value: into the pipe's memory, never into the response, which
        // takes asynchronous writes only.
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe);
        if (sheet.Document is { } document) JsonSerializer.Serialize(json, document, ApiJson.Options);
        else await WriteListAsync(sheet, json, pipe, cancellationToken);
        await json.FlushAsync(cancellationToken);
        await pipe.CompleteAsync();
    }

    private static async Task WriteListAsync(ExportSheet sheet, Utf8JsonWriter json, PipeWriter pipe, CancellationToken cancellationToken)
    {
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
            if (pipe.UnflushedBytes > FlushAt) await pipe.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteNumber("total", total);
        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ApiJson.Options);
    }
}
