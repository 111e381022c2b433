using System.Text.Json.Nodes;

namespace Dashboard.Infra.Tests.Support;

/// <summary>
/// Works out the expressions of one template for given parameters. What only Azure knows, such as an output of another
/// deployment, becomes a text in angle brackets that tells where it comes from. A function that is not known here is an
/// error and never a guess.
/// </summary>
internal sealed class ArmScope(JsonObject template, IReadOnlyDictionary<string, JsonNode?> given)
{
    private readonly Dictionary<string, JsonNode?> _lambda = [];
    private readonly Dictionary<string, int> _loops = [];

    /// <summary>The value of a node with every expression in it worked out; a copy.</summary>
    public JsonNode? Value(JsonNode? node) => node switch
    {
        JsonObject o => Object(o),
        JsonArray a => new JsonArray([.. a.Select(Value)]),
        JsonValue v when v.TryGetValue<string>(out var text) => Text(text),
        _ => node?.DeepClone(),
    };

    /// <summary>The value of <paramref name="body"/> once for each turn of the loop <paramref name="copy"/>.</summary>
    public IEnumerable<JsonNode?> Loop(JsonObject copy, JsonNode? body)
    {
        var name = (string)copy["name"]!;
        var count = (int)(long)Value(copy["count"])!;
        for (var i = 0; i < count; i++)
        {
            _loops[name] = _loops[""] = i;
            yield return Value(body);
        }

        _loops.Remove(name);
    }

    private JsonObject Object(JsonObject node)
    {
        var value = new JsonObject();
        foreach (var (key, child) in node)
        {
            if (key == "copy" && child is JsonArray loops)
            {
                foreach (var loop in loops.Cast<JsonObject>())
                    value[(string)loop["name"]!] = new JsonArray([.. Loop(loop, loop["input"])]);
            }
            else
            {
                value[Text(key)!.GetValue<string>()] = Value(child);
            }
        }

        return value;
    }

    private JsonNode? Text(string text)
    {
        if (text.StartsWith("[[", StringComparison.Ordinal)) return text[1..];
        return text.StartsWith('[') && text.EndsWith(']') ? Work(ArmParser.Parse(text[1..^1])) : text;
    }

    private JsonNode? Work(ArmExpression expression) => expression switch
    {
        ArmExpression.Text t => t.Value,
        ArmExpression.Number n => n.Value,
        ArmExpression.Member m => Member(Work(m.Of), Work(m.Name)),
        ArmExpression.Call { Name: "lambda" } => throw new InvalidOperationException("A lambda outside of a function that takes one."),
        ArmExpression.Call { Name: "map" } c => new JsonArray([.. Items(c, 0).Select(item => Apply(c.Arguments[1], item))]),
        ArmExpression.Call { Name: "toObject" } c => new JsonObject(Items(c, 0).Select(
            item => KeyValuePair.Create(Apply(c.Arguments[1], item)!.GetValue<string>(), Apply(c.Arguments[2], item)))),
        ArmExpression.Call c => Call(c.Name, [.. c.Arguments.Select(Work)]),
        _ => throw new InvalidOperationException(expression.ToString()),
    };

    private JsonArray Items(ArmExpression.Call call, int argument) => Work(call.Arguments[argument])!.AsArray();

    private JsonNode? Apply(ArmExpression lambda, JsonNode? argument)
    {
        var call = (ArmExpression.Call)lambda;
        Assert.Equal("lambda", call.Name);
        _lambda[((ArmExpression.Text)call.Arguments[0]).Value] = argument;
        return Work(call.Arguments[1])?.DeepClone();
    }

    private static JsonNode? Member(JsonNode? of, JsonNode? name) => of switch
    {
        JsonObject o => o.TryGetPropertyValue((string)name!, out var value)
            ? value?.DeepClone()
            : throw new KeyNotFoundException($"There is no {name} in {o.ToJsonString()}."),
        JsonArray a => a[(int)(long)name!]?.DeepClone(),
        JsonValue v when v.TryGetValue<string>(out var text) && text.StartsWith('‹') => $"{text[..^1]}.{name}›",
        _ => throw new InvalidOperationException($"{of?.ToJsonString()} has no {name}."),
    };

    private JsonNode? Call(string name, JsonNode?[] a) => name switch
    {
        "parameters" => Parameter((string)a[0]!),
        "variables" => Variable((string)a[0]!),
        "lambdaVariables" => _lambda[(string)a[0]!]?.DeepClone(),
        "copyIndex" => (long)_loops[a.Length == 0 ? "" : (string)a[0]!],
        _ => ArmFunctions.Call(name, a),
    };

    private JsonNode? Variable(string name)
    {
        var variables = template["variables"]!.AsObject();
        if (variables.TryGetPropertyValue(name, out var value)) return Value(value);
        var loop = variables["copy"]!.AsArray().Cast<JsonObject>().Single(c => (string)c["name"]! == name);
        return new JsonArray([.. Loop(loop, loop["input"])]);
    }

    private JsonNode? Parameter(string name)
    {
        if (given.TryGetValue(name, out var value)) return value?.DeepClone();
        var declared = template["parameters"]![name]!.AsObject();
        return declared.TryGetPropertyValue("defaultValue", out var otherwise)
            ? Value(otherwise)
            : throw new KeyNotFoundException($"The parameter {name} is not given.");
    }
}
