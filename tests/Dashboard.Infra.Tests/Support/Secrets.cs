using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dashboard.Infra.Tests.Support;

/// <summary>Finds what looks like a secret in a compiled template.</summary>
internal static partial class Secrets
{
    /// <summary>Each with its place; empty where there is nothing of the kind.</summary>
    public static List<string> In(JsonObject template)
    {
        var found = new List<string>();
        Visit(template, "", found);
        return found;
    }

    private static void Visit(JsonNode? node, string path, List<string> found)
    {
        switch (node)
        {
            case JsonObject o:
                if (o["parameters"] is JsonObject parameters && o.ContainsKey("resources")) VisitParameters(parameters, path, found);
                if (o["outputs"] is JsonObject outputs && o.ContainsKey("resources")) VisitOutputs(outputs, path, found);
                foreach (var (key, child) in o)
                {
                    // What the compiler writes of itself has a hash.
                    if (key is not "_generator") Visit(child, $"{path}/{key}", found);
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++) Visit(array[i], $"{path}/{i}", found);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && Literal().IsMatch(Ids().Replace(text, "")):
                found.Add($"{path}: {text}");
                break;
        }
    }

    private static void VisitParameters(JsonObject parameters, string path, List<string> found)
    {
        foreach (var (name, body) in parameters)
        {
            var secure = ((string?)body!["type"] ?? "").StartsWith("secure", StringComparison.OrdinalIgnoreCase);
            if (secure && body.AsObject().ContainsKey("defaultValue")) found.Add($"{path}: {name} has a default");
            if (!secure && SecretName().IsMatch(name)) found.Add($"{path}: {name} is not secure");
        }
    }

    private static void VisitOutputs(JsonObject outputs, string path, List<string> found)
    {
        foreach (var (name, body) in outputs)
        {
            if (SecretName().IsMatch(name) || SecretValue().IsMatch(body!.ToJsonString())) found.Add($"{path}: output {name}");
        }
    }

    /// <summary>Part of a connection string, or a long run of letters and digits mixed as no word mixes them.</summary>
    [GeneratedRegex(@"(?i:(password|pwd|accountkey|sharedaccesskey|sig)\s*=\s*[^\s;'\[{]|-----BEGIN)|(?=[A-Za-z0-9+/=_~.]*[0-9])(?=[A-Za-z0-9+/=_~.]*[a-z])(?=[A-Za-z0-9+/=_~.]*[A-Z])(?<![A-Za-z0-9+/=_~.@])[A-Za-z0-9+=_~]{24,}")]
    private static partial Regex Literal();

    /// <summary>Ids, which are public.</summary>
    [GeneratedRegex(@"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?i)secret|password|token|apikey|accesskey|connectionstring")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?i)list(Keys|Secrets|AccountSas|Credentials)|clientSecret|getSecret")]
    private static partial Regex SecretValue();
}
