using System.Globalization;
using System.Text.Json;
using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary><c>POST /providers/Microsoft.ResourceGraph/resources</c>.</summary>
internal sealed class GraphEndpoint(World world, QuotaWindow quota)
{
    private static readonly string[] Versions =
    [
        "2018-09-01-preview", "2019-04-01", "2020-04-01-preview", "2021-03-01", "2021-06-01-preview", "2022-10-01", "2023-09-01-preview", "2024-04-01",
    ];

    private readonly QueryRunner runner = new();
    private int turn;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/providers/Microsoft.ResourceGraph/resources", AnswerAsync);

    private async Task AnswerAsync(HttpContext http)
    {
        ApiVersions.Demand(http.Request, Versions);
        try
        {
            await AnswerQueryAsync(http);
        }
        catch (GraphError error)
        {
            http.Response.StatusCode = error.Status;
            var timestamp = world.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
            await http.WriteJsonAsync(error.ToJson(timestamp, http.CorrelationId()));
        }
    }

    private async Task AnswerQueryAsync(HttpContext http)
    {
        TakeQuota(http);
        if (!IsJson(http.Request.ContentType))
        {
            // A documented quirk: the service fails on other content types instead of refusing them.
            throw new GraphError(500, "InternalServerError", new GraphErrorDetail("InternalServerError", "An unexpected error occurred."));
        }

        var request = GraphRequest.Parse(await ReadBodyAsync(http));
        var fingerprint = SkipToken.Fingerprint(request);
        var result = runner.Run(world.For(http), request, fingerprint);
        var page = Page.Of(result, request, fingerprint, Interlocked.Increment(ref turn));
        await http.WriteJsonAsync(ResponseWriter.Write(result, page, request, fingerprint));
    }

    private void TakeQuota(HttpContext http)
    {
        var remaining = quota.Take(http.Request.Headers.Authorization.ToString());
        var headers = http.Response.Headers;
        headers["x-ms-user-quota-remaining"] = (remaining ?? 0).ToString(CultureInfo.InvariantCulture);
        headers["x-ms-user-quota-resets-after"] = QuotaWindow.Window.ToString("c", CultureInfo.InvariantCulture);
        headers["x-ms-ratelimit-remaining-tenant-resource-requests"] = (remaining ?? 0).ToString(CultureInfo.InvariantCulture);
        headers["x-ms-resource-graph-request-duration"] = "0:00:00:00.0138132";
        if (remaining is null)
        {
            // Deliberately shorter than the reset, as the service sends it: a client must wait for the longer.
            headers.RetryAfter = "2";
            throw GraphError.RateLimiting();
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null && contentType.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static async Task<JsonElement> ReadBodyAsync(HttpContext http)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidRequestContent", "The request content is not valid JSON."));
        }
    }
}
