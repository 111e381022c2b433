using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Web.Tests.Support;

/// <summary>Holds values against the schemas of an OpenAPI document, as far as ours use them. What a schema does not name is a mistake.</summary>
public sealed class JsonSchema(JsonNode document)
{
    /// <summary>What is wrong with a value, a line each.</summary>
    public IEnumerable<string> Problems(JsonNode schema, JsonNode? value, string path = "$")
    {
        schema = Resolved(schema);
        foreach (var word in new[] { "anyOf", "oneOf" })
        {
            if (schema[word] is not JsonArray choices) continue;
            var best = choices.Select(c => Problems(c!, value, path).ToList()).MinBy(p => p.Count)!;
            foreach (var problem in best) yield return problem;
            yield break;
        }

        var types = schema["type"] switch
        {
            JsonArray several => several.Select(t => (string)t!).ToList(),
            JsonValue one => [(string)one!],
            _ => [],
        };
        if (types.Count > 0 && !types.Any(t => Is(t, value)))
        {
            yield return $"{path} is {value?.ToJsonString() ?? "null"} and no {string.Join(" or ", types)}";
            yield break;
        }

        if (schema["enum"] is JsonArray names && !names.Any(n => JsonNode.DeepEquals(n, value))) yield return $"{path}: {value} is none of the names";
        if (value is JsonArray items && schema["items"] is { } item)
        {
            foreach (var problem in items.SelectMany((v, i) => Problems(item, v, $"{path}[{i}]"))) yield return problem;
        }

        if (value is not JsonObject members) yield break;
        foreach (var problem in Members(schema, members, path)) yield return problem;
    }

    private IEnumerable<string> Members(JsonNode schema, JsonObject members, string path)
    {
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(r => (string)r!))
        {
            if (!members.ContainsKey(name)) yield return $"{path}.{name} is missing";
        }

        if (schema["properties"] is not JsonObject properties) yield break;
        foreach (var (name, value) in members)
        {
            var problems = properties[name] is { } property ? Problems(property, value, $"{path}.{name}")
                : schema["additionalProperties"] is JsonObject others ? Problems(others, value, $"{path}.{name}")
                : IsOpen(schema) ? [] : [$"{path}.{name} is not described"];
            foreach (var problem in problems) yield return problem;
        }
    }

    /// <summary>Problem details may carry more than they name (RFC 9457).</summary>
    private static bool IsOpen(JsonNode schema) => schema["properties"]!["detail"] is not null && schema["properties"]!["instance"] is not null;

    private JsonNode Resolved(JsonNode schema)
    {
        while ((string?)schema["$ref"] is { } reference)
            schema = reference["#/".Length..].Split('/').Aggregate(document, (node, part) => node[part]!);
        return schema;
    }

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && value.GetValue<decimal>() % 1 == 0,
        _ => false,
    };
}
