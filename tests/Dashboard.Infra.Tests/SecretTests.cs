using System.Text.Json.Nodes;
using Dashboard.Infra.Tests.Support;

namespace Dashboard.Infra.Tests;

public sealed class SecretTests
{
    public static TheoryData<string> Templates => [.. Repository.BicepFiles().Where(f => f.EndsWith(".bicep", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task No_template_holds_or_tells_a_secret(string file) => Assert.Empty(Secrets.In(await BicepCompiler.TemplateAsync(file)));

    [Fact]
    public async Task No_example_of_parameters_holds_one()
    {
        var parameters = JsonNode.Parse(await BicepCompiler.TextAsync("main.bicepparam"))!.AsObject();
        // The parameters are a document in a string here.
        Assert.Empty(Secrets.In(JsonNode.Parse((string)parameters["parametersJson"]!)!.AsObject()));
    }

    [Fact]
    public async Task The_only_parameter_that_is_secret_is_the_client_secret()
    {
        var secure = new List<string>();
        foreach (var file in Repository.BicepFiles().Where(f => f.EndsWith(".bicep", StringComparison.Ordinal)))
        {
            var parameters = (await BicepCompiler.TemplateAsync(file))["parameters"]?.AsObject() ?? [];
            secure.AddRange(parameters.Where(p => ((string?)p.Value!["type"] ?? "").StartsWith("secure", StringComparison.OrdinalIgnoreCase)).Select(p => $"{file}: {p.Key}"));
        }

        Assert.Equal(["client-secret.bicep: clientSecret"], secure);
    }

    [Theory]
    [InlineData("""{ "resources": [{ "properties": { "value": "Host=db;Username=u;Password=hunter2" } }] }""")]
    [InlineData("""{ "resources": [], "variables": { "x": "Qx8Q~aB3dEf6hIj9kLm2nOp5qRs8tUv1" } }""")]
    [InlineData("""{ "resources": [], "parameters": { "clientSecret": { "type": "string" } } }""")]
    [InlineData("""{ "resources": [], "parameters": { "key": { "type": "securestring", "defaultValue": "" } } }""")]
    [InlineData("""{ "resources": [], "outputs": { "x": { "type": "string", "value": "[listKeys('a', 'b').primary]" } } }""")]
    [InlineData("""{ "resources": [], "outputs": { "adminPassword": { "type": "string", "value": "x" } } }""")]
    [InlineData("""{ "resources": [{ "properties": { "template": { "resources": [], "outputs": { "x": { "value": "[parameters('clientSecret')]" } } } } }] }""")]
    public void What_is_planted_is_found(string template) => Assert.NotEmpty(Secrets.In(JsonNode.Parse(template)!.AsObject()));
}
