using System.Buffers.Text;
using System.Text.Json;
using Dashboard.Azure.Rows;
using Dashboard.Core.Connections;

namespace Dashboard.Azure.Connections;

/// <summary>
/// Reads whose token it is from the token's own words, to show it. Nothing is decided by it, so nothing of it is verified;
/// the token itself goes no further.
/// </summary>
internal static class TokenIdentityReading
{
    private const int MostBytes = 64 * 1024;
    private const int LongestName = 120;

    /// <summary>The identity; null where the token is no JWT or tells nothing.</summary>
    public static TokenIdentity? Of(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || parts[1].Length > MostBytes) return null;
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            if (payload.RootElement.ValueKind != JsonValueKind.Object) return null;
            var claims = payload.RootElement;
            var identity = new TokenIdentity(
                Id(claims, "oid"), Id(claims, "appid") ?? Id(claims, "azp"), Id(claims, "tid"),
                Name(claims, "upn") ?? Name(claims, "unique_name") ?? Name(claims, "preferred_username"));
            return identity == new TokenIdentity(null, null, null, null) ? null : identity;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Ids are shown in a command to copy: nothing but a GUID is one.
    private static string? Id(JsonElement claims, string name) =>
        Guid.TryParseExact(JsonReadings.TextOrNull(JsonReadings.Property(claims, name)), "D", out var id) ? id.ToString("D") : null;

    private static string? Name(JsonElement claims, string name) =>
        JsonReadings.TextOrNull(JsonReadings.Property(claims, name)) is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestName)] : null;
}
