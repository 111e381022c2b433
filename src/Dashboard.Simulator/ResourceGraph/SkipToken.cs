using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>Where the next page begins. Opaque to callers, and good for the same query and scopes only.</summary>
internal static class SkipToken
{
    public static string Make(int skip, string fingerprint) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Content("yes", skip, fingerprint)));

    public static int Read(string token, string fingerprint)
    {
        if (Decode(token) is { } content && content.Fingerprint == fingerprint && content.Skip >= 0)
        {
            return content.Skip;
        }

        throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidSkipToken", "The skip token is invalid, or was issued for another query or scope."));
    }

    /// <summary>Rows before the page that a token asks for. The token is one of ours.</summary>
    public static int Rows(string token) => Decode(token)!.Skip;

    /// <summary>A token for a page that begins so many rows later, or earlier but not before the first.</summary>
    public static string Moved(string token, int by)
    {
        var content = Decode(token)!;
        return Make(Math.Max(0, content.Skip + by), content.Fingerprint);
    }

    /// <summary>The same for requests whose pages belong together.</summary>
    public static string Fingerprint(GraphRequest request)
    {
        var text = string.Join('\n', request.Query, request.Reach,
            string.Join(',', (request.Subscriptions ?? []).Select(s => s.ToUpperInvariant()).Order(StringComparer.Ordinal)),
            string.Join(',', (request.ManagementGroups ?? []).Select(s => s.ToUpperInvariant()).Order(StringComparer.Ordinal)));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static Content? Decode(string token)
    {
        if (!Base64.IsValid(token))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Content>(Convert.FromBase64String(token));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Content(string No, int Skip, string Fingerprint);
}
