using System.Globalization;
using Dashboard.Web.Exports;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dashboard.Web.Api;

/// <summary>Describes the paths' parameters and every form of an answer, each with an example that the demo once gave.</summary>
internal sealed class AnswerDocumentation : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Description ??= metadata.OfType<PathParameter>().FirstOrDefault(p => p.Name == parameter.Name)?.Description;

        if (operation.Responses?.GetValueOrDefault("200")?.Content is { } answers)
        {
            if (metadata.OfType<OtherAnswer>().FirstOrDefault() is { } other && answers.TryGetValue(Json, out var json))
            {
                var schema = await context.GetOrCreateSchemaAsync(other.Type, cancellationToken: cancellationToken);
                json.Schema = new OpenApiSchema { AnyOf = [json.Schema!, schema] };
            }

            var isFile = metadata.OfType<FileAnswer>().Any();
            if (isFile || metadata.OfType<CsvAlternative>().Any()) answers["text/csv"] = Text(null);
            if (isFile) answers[ExportWriter.ContentType(ExportFormat.Xlsx)] = Text("binary");
        }

        var name = ApiExamples.NameOf(context.Description.HttpMethod ?? "GET", context.Description.RelativePath ?? "");
        foreach (var (status, response) in operation.Responses ?? [])
        {
            foreach (var (type, media) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
                media.Example ??= ApiExamples.Find(name, int.Parse(status, CultureInfo.InvariantCulture), type);
        }

        if (operation.RequestBody?.Content is { } bodies && bodies.TryGetValue(Json, out var body)) body.Example ??= ApiExamples.Find(name, 0, Json);
    }

    private static OpenApiMediaType Text(string? format) => new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format } };
}
