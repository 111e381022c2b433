using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql;
using Dashboard.Simulator.Kql.Parsing;
using Dashboard.Simulator.Kql.Syntax;

namespace Dashboard.Simulator.Faults;

/// <summary>A request as faults see it: with what its path and its query name.</summary>
internal sealed class FaultedRequest
{
    private const string GraphPath = "/providers/Microsoft.ResourceGraph/resources";

    private readonly ResourceId parts;
    private readonly Lazy<IReadOnlyList<string>> tables;

    private FaultedRequest(HttpContext http, DateTimeOffset now, JsonObject? graphBody)
    {
        (Http, Now, GraphBody) = (http, now, graphBody);
        parts = ResourceId.Parse(Path);
        tables = new(() => Query is null ? [] : TablesOf(Query));
    }

    public HttpContext Http { get; }

    /// <summary>The simulated now.</summary>
    public DateTimeOffset Now { get; }

    public string Method => Http.Request.Method;

    public string Path => Http.Request.Path.Value ?? "";

    /// <summary>The body of a query; null for any other request.</summary>
    public JsonObject? GraphBody { get; }

    /// <summary>The query text; null for any other request.</summary>
    public string? Query => Text(GraphBody?["query"]);

    /// <summary>The tables that the query reads.</summary>
    public IReadOnlyList<string> Tables => tables.Value;

    /// <summary>The resource group in the path, in lower case.</summary>
    public string? ResourceGroup => parts.ResourceGroup;

    /// <summary>Reads a request without using it up.</summary>
    public static async Task<FaultedRequest> ReadAsync(HttpContext http, DateTimeOffset now)
    {
        if (!http.Request.Path.Equals(GraphPath, StringComparison.OrdinalIgnoreCase) || !HttpMethods.IsPost(http.Request.Method))
        {
            return new FaultedRequest(http, now, null);
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;
        return new FaultedRequest(http, now, Json(body));
    }

    /// <summary>Whether the path or the query is about a subscription.</summary>
    public bool Names(string subscription) => GraphBody is null
        ? string.Equals(parts.Subscription, subscription, StringComparison.OrdinalIgnoreCase)
        : GraphBody["subscriptions"] is not JsonArray { Count: > 0 } named
            || named.Any(n => string.Equals(Text(n), subscription, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gives the endpoint another query body than the one that arrived.</summary>
    public void Rewrite(Action<JsonObject> change)
    {
        if (GraphBody is null)
        {
            return;
        }

        change(GraphBody);
        Http.Request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(GraphBody));
        Http.Request.ContentLength = Http.Request.Body.Length;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject? Json(MemoryStream body)
    {
        try
        {
            return JsonNode.Parse(body.ToArray()) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> TablesOf(string query)
    {
        try
        {
            var read = QueryGrammar.Read(query);
            return [read.Table, .. read.AllOperators().OfType<JoinOperator>().Select(j => j.Right.Table)];
        }
        catch (KqlError)
        {
            // The endpoint will say so.
            return [];
        }
    }
}
