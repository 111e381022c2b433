using System.Collections.Frozen;
using System.Text.Json;

namespace Dashboard.Azure.Rows;

/// <summary>Reads tags. Azure compares their names without regard to case, and so do these.</summary>
internal static class TagReading
{
    // One for all: most apps of an untagged estate share it.
    private static readonly IReadOnlyDictionary<string, string> None =
        FrozenDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether what stands there can be tags at all: an object, or nothing.</summary>
    public static bool IsRead(JsonElement tags) => tags.ValueKind is JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>The tags; empty for null, for no tags, and for what is no object. A value that is no text is kept as its JSON.</summary>
    public static IReadOnlyDictionary<string, string> Of(JsonElement tags)
    {
        if (tags.ValueKind != JsonValueKind.Object) return None;
        Dictionary<string, string>? read = null;
        foreach (var tag in tags.EnumerateObject())
        {
            read ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            read[tag.Name] = tag.Value.ValueKind switch
            {
                JsonValueKind.String => tag.Value.GetString()!,
                JsonValueKind.Null => "",
                _ => tag.Value.GetRawText(),
            };
        }

        return read ?? None;
    }
}
