using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure.Tests.Support;

/// <summary>A real HTTP server on loopback that answers with canned bytes, and remembers what it was asked.</summary>
internal sealed class FakeAzure : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeAzure(WebApplication app) => _app = app;

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public static async Task<FakeAzure> StartAsync(Func<FakeRequest, FakeAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeAzure(app);
        app.Run(context => fake.AnswerAsync(context, answer));
        await app.StartAsync();
        fake.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return fake;
    }

    /// <summary>Answers in this order; the last one for ever.</summary>
    public static Task<FakeAzure> InTurnAsync(params FakeAnswer[] answers)
    {
        var next = -1;
        return StartAsync(_ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<FakeRequest, FakeAnswer> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new FakeRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString.ToString(),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        Requests.Enqueue(request);
        var reply = answer(request);
        if (reply.Status == 0)
        {
            context.Abort();
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(reply.Body);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        context.Response.ContentLength = bytes.Length + reply.MissingBytes;
        if (bytes.Length > 0) await context.Response.Body.WriteAsync(bytes);
        if (reply.MissingBytes == 0) return;
        await context.Response.Body.FlushAsync();
        // The client has the headers by then: without that, the reset may overtake them and look like no answer at all.
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        context.Abort();
    }
}

/// <summary>What the fake was asked.</summary>
internal sealed record FakeRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool IsGraph => Path.StartsWith("/providers/Microsoft.ResourceGraph/", StringComparison.Ordinal);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string? SkipToken => Json.GetProperty("options").TryGetProperty("$skipToken", out var token) ? token.GetString() : null;

    public string[] Ids(string property) => Json.TryGetProperty(property, out var ids) ? [.. ids.EnumerateArray().Select(i => i.GetString()!)] : [];
}

/// <summary>What the fake answers; status 0 breaks the connection, missing bytes break it in the middle of the body.</summary>
internal sealed record FakeAnswer(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public int MissingBytes { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public static FakeAnswer NoConnection { get; } = new(0, "");

    public static FakeAnswer Error(int status, string code, params string[] details) => new(
        status,
        JsonSerializer.Serialize(new
        {
            error = new
            {
                code,
                message = "The client 'secret-client-id' may not; Bearer secret-token.",
                details = details.Select(d => new { code = d, message = "more" }),
            },
        }));

    /// <summary>A page of Resource Graph.</summary>
    public static FakeAnswer Page(IEnumerable<string> rows, long total, string? token = null, bool truncated = false)
    {
        var list = rows.ToList();
        var next = token is null ? "" : $$""","$skipToken":"{{token}}" """;
        return new FakeAnswer(200, $$"""
            {"totalRecords":{{total}},"count":{{list.Count}},"data":[{{string.Join(',', list)}}],"facets":[],"resultTruncated":"{{(truncated ? "true" : "false")}}"{{next}}}
            """);
    }

    public FakeAnswer With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}
