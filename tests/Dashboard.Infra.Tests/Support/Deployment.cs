using System.Text.Json.Nodes;

namespace Dashboard.Infra.Tests.Support;

/// <summary>What a template makes of parameters: every resource, those of its modules too, with all values worked out.</summary>
internal sealed class Deployment
{
    private readonly List<JsonObject> _resources = [];

    private Deployment()
    {
    }

    /// <summary>The parameters of an ordinary deployment of <c>main.bicep</c>.</summary>
    public static IReadOnlyDictionary<string, JsonNode?> MainParameters { get; } = new Dictionary<string, JsonNode?>
    {
        ["containerImage"] = "contoso.azurecr.io/mtls-dashboard:0.1.0",
        ["signInClientId"] = "22222222-3333-4444-5555-666666666666",
        ["managementGroupIds"] = new JsonArray("platform", "landing-zones"),
        ["databaseAdministratorObjectId"] = "33333333-4444-5555-6666-777777777777",
        ["databaseAdministratorName"] = "dba",
    };

    /// <summary>The resources that would be made.</summary>
    public IReadOnlyList<JsonObject> Resources => _resources;

    /// <summary><c>main.bicep</c> with the ordinary parameters and those <paramref name="given"/>.</summary>
    public static Task<Deployment> MainAsync(params (string Name, JsonNode? Value)[] given)
    {
        var parameters = new Dictionary<string, JsonNode?>(MainParameters);
        foreach (var (name, value) in given) parameters[name] = value;
        return OfAsync("main.bicep", parameters);
    }

    /// <summary>A template with parameters.</summary>
    public static async Task<Deployment> OfAsync(string file, IReadOnlyDictionary<string, JsonNode?> parameters)
    {
        var template = await BicepCompiler.TemplateAsync(file);
        var unknown = parameters.Keys.Where(name => !template["parameters"]!.AsObject().ContainsKey(name));
        Assert.Empty(unknown);
        var deployment = new Deployment();
        deployment.Add(template, parameters);
        return deployment;
    }

    /// <summary>The only resource of a type.</summary>
    public JsonObject Single(string type) => Assert.Single(All(type));

    /// <summary>Every resource of a type.</summary>
    public IEnumerable<JsonObject> All(string type) => _resources.Where(r => (string)r["type"]! == type);

    private void Add(JsonObject template, IReadOnlyDictionary<string, JsonNode?> parameters)
    {
        var work = new ArmScope(template, parameters);
        // With symbolic names resources are an object, else an array.
        var resources = template["resources"] switch
        {
            JsonObject named => named.Select(r => r.Value!.AsObject()),
            var array => array!.AsArray().Select(r => r!.AsObject()),
        };
        foreach (var resource in resources.Where(r => (bool?)r["existing"] != true))
        {
            if (resource.TryGetPropertyValue("condition", out var condition) && !(bool)work.Value(condition)!) continue;
            var nested = resource["properties"]?["template"]?.AsObject();
            var body = new JsonObject(resource
                .Where(p => p.Key is not ("condition" or "copy" or "dependsOn"))
                .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
            if (nested is not null) body["properties"]!.AsObject().Remove("template");
            var made = resource["copy"] is JsonObject loop ? work.Loop(loop, body) : [work.Value(body)];
            foreach (var one in made.Select(m => m!.AsObject()))
            {
                if (nested is null) _resources.Add(one);
                else Add(nested, Given(one));
            }
        }
    }

    private static Dictionary<string, JsonNode?> Given(JsonObject deployment) =>
        deployment["properties"]!["parameters"]?.AsObject().ToDictionary(p => p.Key, p => p.Value!["value"]) ?? [];
}
