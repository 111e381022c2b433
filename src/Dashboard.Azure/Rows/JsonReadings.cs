using System.Text.Json;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>
/// Reads single properties. An element of kind <see cref="JsonValueKind.Undefined"/> stands for a property that is not
/// there. Whatever type is not expected is kept as "not understood", never guessed at.
/// </summary>
internal static class JsonReadings
{
    /// <summary>A flag: a JSON boolean, or its text in any casing, since Azure writes both.</summary>
    public static Reading<bool> Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => Reading.Absent<bool>(),
        JsonValueKind.Null => Reading.Null<bool>(),
        JsonValueKind.True => Reading.Of(true),
        JsonValueKind.False => Reading.Of(false),
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => Reading.Of(flag),
        _ => Reading.NotUnderstood<bool>(value.GetRawText()),
    };

    /// <summary>A text, as written; the empty text is a value.</summary>
    public static Reading<string> Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => Reading.Absent<string>(),
        JsonValueKind.Null => Reading.Null<string>(),
        JsonValueKind.String => Reading.Of(value.GetString()!),
        _ => Reading.NotUnderstood<string>(value.GetRawText()),
    };

    /// <summary>A version: a text, or a number such as 1.2.</summary>
    public static Reading<string> Version(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? Reading.Of(value.GetRawText()) : Text(value);

    /// <summary>A list written as one text or as an array of texts; the entries of an array are joined by <c>;</c>.</summary>
    public static Reading<string> List(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return Text(value);
        var entries = value.EnumerateArray().ToList();
        return entries.All(e => e.ValueKind == JsonValueKind.String)
            ? Reading.Of(string.Join(';', entries.Select(e => e.GetString())))
            : Reading.NotUnderstood<string>(value.GetRawText());
    }

    /// <summary>
    /// A text of which only the text matters; null for anything else. No id, name or author has a NUL in it, and no database needs
    /// to hold one: it becomes U+FFFD here, so that what is read compares equal to what was stored of it.
    /// </summary>
    public static string? TextOrNull(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? WithoutNul(value.GetString()!) : null;

    /// <summary>The text with U+FFFD for each NUL.</summary>
    public static string WithoutNul(string text) => text.Replace('\0', '\ufffd');

    /// <summary>A whole number, or its text; null for anything else.</summary>
    public static int? NumberOrNull(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(
            value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A computed boolean column: true, its text, or 1.</summary>
    public static bool IsTrue(JsonElement value) =>
        Flag(value).OrDefault() || (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number == 1);

    /// <summary>The property <paramref name="name"/> of an object in any casing; undefined where it is not there.</summary>
    public static JsonElement Property(JsonElement item, string name)
    {
        if (item.ValueKind != JsonValueKind.Object) return default;
        if (item.TryGetProperty(name, out var exact)) return exact;
        foreach (var property in item.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return default;
    }
}
