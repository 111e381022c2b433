using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dashboard.Web.Api;

/// <summary>
/// Answers that the demo gave to real requests, kept as files beside this one: <c>get-apps.200.json</c> is the answer to
/// <c>GET /api/v1/apps</c>. A test holds them against the schemas, and records them anew when it is told to.
/// </summary>
internal static partial class ApiExamples
{
    private const string Prefix = "example/";

    /// <summary>The name of an operation: <c>get-apps-id</c>.</summary>
    public static string NameOf(string method, string path)
    {
        // The framework's path has the parameters' constraints, that of the document has not.
        var plain = Parameter().Replace(path, "$1").Trim('/');
        if (plain.StartsWith("api/v1/", StringComparison.Ordinal)) plain = plain["api/v1/".Length..];
        return $"{method.ToLowerInvariant()}-{NotLetters().Replace(plain, "-").Trim('-')}";
    }

    /// <summary>The name of the file of an answer; 0 is the request.</summary>
    public static string FileOf(string operation, int status, string mediaType) =>
        FormattableString.Invariant($"{(status >= 400 ? "problem" : operation)}.{(status == 0 ? "request" : status)}.{(mediaType == "text/csv" ? "csv" : "json")}");

    /// <summary>The example of an answer; null where there is none.</summary>
    public static JsonNode? Find(string operation, int status, string mediaType)
    {
        if (mediaType is not ("text/csv" or "application/json" or "application/problem+json")) return null;
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream(Prefix + FileOf(operation, status, mediaType));
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return mediaType == "text/csv" ? JsonValue.Create(text) : JsonNode.Parse(text);
    }

    [GeneratedRegex(@"\{\**(\w+)[^/}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotLetters();
}
