using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dashboard.Core.Audit;

namespace Dashboard.Core.Reports;

/// <summary>The one text of a month's figures, which is what is sealed, and its hash.</summary>
public static class SnapshotJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(), new MomentConverter() },
    };

    /// <summary>The canonical text.</summary>
    public static string Write(MonthFigures figures) => CanonicalJson.Of(JsonSerializer.SerializeToElement(figures, Options));

    /// <summary>The figures of a canonical text; null where the text is anything else, however small the difference.</summary>
    public static MonthFigures? Read(string text)
    {
        try
        {
            var figures = JsonSerializer.Deserialize<MonthFigures>(text, Options);
            return figures is not null && Write(figures) == text ? figures : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or NotSupportedException or NullReferenceException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 over the text in UTF-8: 64 hexadecimal digits, lower case.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Moments in UTC, to the millisecond.</summary>
    private sealed class MomentConverter : JsonConverter<DateTimeOffset>
    {
        private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.ParseExact(reader.GetString()!, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
    }
}
