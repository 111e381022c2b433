using System.Text.Json;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// The codes of an error body, the outer one first. Only codes: messages quote client ids and change their wording.
/// </summary>
internal static class ArmErrorCodes
{
    private const int Most = 8;

    /// <summary>The codes in <paramref name="body"/>; none where it is no ARM error.</summary>
    public static IReadOnlyList<string> Of(ReadOnlyMemory<byte> body)
    {
        var codes = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("error", out var error)) return codes;
            Add(error, codes);
            if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("details", out var details)
                && details.ValueKind == JsonValueKind.Array)
            {
                foreach (var detail in details.EnumerateArray()) Add(detail, codes);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A gateway's HTML, or bytes that are no text: then there is only the status.
        }

        return codes;
    }

    /// <summary>The codes of an answer of Key Vault, which tells the reason in an inner error.</summary>
    public static IReadOnlyList<string> OfVault(ReadOnlyMemory<byte> body)
    {
        var codes = new List<string>(Of(body));
        if (codes.Count == 0) return codes;
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.GetProperty("error").TryGetProperty("innererror", out var inner)) Add(inner, codes);
        return codes;
    }

    private static void Add(JsonElement error, List<string> codes)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("code", out var code)
            || code.ValueKind != JsonValueKind.String || code.GetString() is not { Length: > 0 } text) return;
        // What a stranger's server calls a code is shown to people: letters and digits only.
        var word = string.Concat(text.Where(char.IsAsciiLetterOrDigit).Take(60));
        if (word.Length > 0 && codes.Count < Most && !codes.Contains(word)) codes.Add(word);
    }
}
