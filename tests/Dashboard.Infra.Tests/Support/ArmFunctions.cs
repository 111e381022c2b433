using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Infra.Tests.Support;

/// <summary>The functions of template expressions that these templates use.</summary>
internal static class ArmFunctions
{
    public static JsonNode? Call(string name, JsonNode?[] a) => name switch
    {
        "null" => null,
        "true" => true,
        "false" => false,
        "if" => Copy((bool)a[0]! ? a[1] : a[2]),
        "not" => !(bool)a[0]!,
        "and" => a.All(x => (bool)x!),
        "or" => a.Any(x => (bool)x!),
        "equals" => JsonNode.DeepEquals(a[0], a[1]),
        "coalesce" => Copy(a.FirstOrDefault(x => x is not null)),
        "empty" => Length(a[0]) == 0,
        "length" => Length(a[0]),
        "format" => string.Format(CultureInfo.InvariantCulture, (string)a[0]!, [.. a.Skip(1).Select(x => x?.ToString())]),
        "replace" => ((string)a[0]!).Replace((string)a[1]!, (string)a[2]!, StringComparison.Ordinal),
        "take" => ((string)a[0]!)[..Math.Min(((string)a[0]!).Length, (int)(long)a[1]!)],
        "split" => new JsonArray([.. ((string)a[0]!).Split((string)a[1]!).Select(part => (JsonNode)part)]),
        "last" => Copy(a[0]!.AsArray()[^1]),
        "tryGet" => TryGet(a[0], a[1..]),
        "range" => new JsonArray([.. Enumerable.Range((int)(long)a[0]!, (int)(long)a[1]!).Select(i => (JsonNode)(long)i)]),
        "items" => new JsonArray([.. a[0]!.AsObject().OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase)
            .Select(p => new JsonObject { ["key"] = p.Key, ["value"] = Copy(p.Value) })]),
        "union" => Union(a),
        "createArray" => new JsonArray([.. a.Select(Copy)]),
        "createObject" => new JsonObject(a.Chunk(2).Select(p => KeyValuePair.Create((string)p[0]!, Copy(p[1])))),
        "resourceGroup" => new JsonObject { ["id"] = "/subscriptions/s/resourceGroups/g", ["name"] = "g", ["location"] = "westeurope" },
        "subscription" => new JsonObject { ["subscriptionId"] = "11111111-2222-3333-4444-555555555555" },
        "tenant" => new JsonObject { ["tenantId"] = "99999999-8888-7777-6666-555555555555" },
        "managementGroup" => new JsonObject { ["id"] = "/providers/Microsoft.Management/managementGroups/m" },
        "uniqueString" => "abcdefghijklm",
        "guid" or "reference" or "resourceId" or "subscriptionResourceId" or "tenantResourceId" or "extensionResourceId" or "cidrSubnet" =>
            $"‹{name}({string.Join(", ", a.Select(x => x?.ToString()))})›",
        _ => throw new NotSupportedException($"The function {name} is not known to the tests."),
    };

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    private static long Length(JsonNode? node) => node switch
    {
        null => 0,
        JsonArray array => array.Count,
        JsonObject o => o.Count,
        _ => ((string)node!).Length,
    };

    private static JsonNode? TryGet(JsonNode? of, JsonNode?[] path)
    {
        foreach (var step in path)
        {
            of = of switch
            {
                JsonObject o => o[(string)step!],
                JsonArray array => (long)step! < array.Count ? array[(int)(long)step!] : null,
                JsonValue v when v.TryGetValue<string>(out var text) && text.StartsWith('‹') => $"{text[..^1]}.{step}›",
                _ => null,
            };
        }

        return Copy(of);
    }

    private static JsonObject Union(JsonNode?[] objects)
    {
        var all = new JsonObject();
        foreach (var (key, value) in objects.SelectMany(o => o!.AsObject())) all[key] = Copy(value);
        return all;
    }
}
