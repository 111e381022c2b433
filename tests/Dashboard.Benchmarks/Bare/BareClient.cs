using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dashboard.Benchmarks.Bare;

/// <summary>
/// The client of the baselines: fetches the pages that a run fetches and parses them into typed rows, which it then
/// drops. It checks nothing, retries nothing and waits for nothing.
/// </summary>
internal sealed class BareClient : IDisposable
{
    private readonly HttpClient _http;
    private byte[] _buffer = new byte[1 << 20];

    public BareClient(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "loopback");
    }

    /// <summary>Reads everything that a run reads; returns how many apps there are.</summary>
    public async Task<int> ReadAllAsync()
    {
        var list = await _http.GetFromJsonAsync<JsonElement>("subscriptions?api-version=2022-12-01");
        var subscriptions = list.GetProperty("value").EnumerateArray().Select(s => s.GetProperty("subscriptionId").GetString()!).ToList();
        await ReadAsync(BareQuery.Subscriptions, subscriptions, BareJson.Default.BarePageBareContainer);
        await ReadAsync(BareQuery.ResourceGroups, subscriptions, BareJson.Default.BarePageBareContainer);
        await ReadAsync(BareQuery.Plans, subscriptions, BareJson.Default.BarePageBarePlan);
        return await ReadAsync(BareQuery.Apps, subscriptions, BareJson.Default.BarePageBareApp);
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> ReadAsync<T>(string query, IReadOnlyList<string> subscriptions, JsonTypeInfo<BarePage<T>> type)
    {
        var rows = 0;
        string? token = null;
        do
        {
            var page = await ReadPageAsync(BareQuery.Body(query, subscriptions, token), type);
            rows += page.Data.Count;
            token = page.SkipToken;
        }
        while (token is not null);
        return rows;
    }

    private async Task<BarePage<T>> ReadPageAsync<T>(byte[] body, JsonTypeInfo<BarePage<T>> type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01") { Content = content };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var length = (int)response.Content.Headers.ContentLength!.Value;
        if (_buffer.Length < length) _buffer = new byte[length];
        await using var stream = await response.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(_buffer.AsMemory(0, length));
        return JsonSerializer.Deserialize(_buffer.AsSpan(0, length), type)!;
    }
}
