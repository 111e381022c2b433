using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Tests.Http;

/// <summary>A running simulator and a client for it.</summary>
internal sealed class SimulatorClient : IAsyncDisposable
{
    public const string GraphPath = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";

    public static readonly DateTimeOffset YearEnd = SimulatorOptions.DefaultYearEnd;

    private SimulatorClient(SimulatorHost host)
    {
        Host = host;
        Http = new HttpClient { BaseAddress = host.HttpEndpoint };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dummy");
    }

    public SimulatorHost Host { get; }

    public HttpClient Http { get; }

    public static async Task<SimulatorClient> StartAsync(SimulatorOptions? options = null) =>
        new(await SimulatorHost.StartAsync(options ?? new SimulatorOptions { Apps = 120, AsOf = YearEnd, Quota = 1000 }, TestContext.Current.CancellationToken));

    public Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json", string path = GraphPath)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> QueryResponseAsync(string query, JsonObject? options = null, JsonObject? more = null)
    {
        var body = more ?? [];
        body["query"] = query;
        body["options"] = options;
        return PostAsync(body.ToJsonString());
    }

    public async Task<JsonObject> QueryAsync(string query, JsonObject? options = null, JsonObject? more = null) =>
        await JsonAsync(await QueryResponseAsync(query, options, more));

    /// <summary>All rows of a query, page by page.</summary>
    public async Task<List<JsonObject>> AllAsync(string query, int top = 1000)
    {
        var rows = new List<JsonObject>();
        string? token = null;
        do
        {
            var options = new JsonObject { ["$top"] = top };
            if (token is not null)
            {
                options["$skipToken"] = token;
            }

            var page = await QueryAsync(query, options);
            rows.AddRange(page["data"]!.AsArray().Select(r => r!.AsObject()));
            token = page["$skipToken"]?.GetValue<string>();
        }
        while (token is not null);
        return rows;
    }

    public async Task<JsonObject> GetAsync(string path) => await JsonAsync(await Http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute)));

    public static async Task<JsonObject> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
