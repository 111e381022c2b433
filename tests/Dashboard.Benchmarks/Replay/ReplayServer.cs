using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Benchmarks.Replay;

/// <summary>
/// Serves a recording as Resource Graph and Resource Manager: nothing is interpreted and there is no quota, so that what
/// is measured is the client.
/// </summary>
internal sealed class ReplayServer(Recording recording)
{
    private static readonly byte[] EmptyPage =
        """{"totalRecords":0,"count":0,"data":[],"facets":[],"resultTruncated":"false"}"""u8.ToArray();

    private static readonly byte[] NotFound =
        """{"error":{"code":"ResourceNotFound","message":"The resource is not in this recording."}}"""u8.ToArray();

    private int _variant;
    private int _lists;
    private int _queries;
    private int _reads;

    /// <summary>Serves until the standard input ends, that is until the program that started it does.</summary>
    public static async Task RunAsync(string file, int port)
    {
        var server = new ReplayServer(Recording.Load(file));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        await Console.Out.WriteLineAsync(address);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.StartsWith("/control/", StringComparison.Ordinal)) return ControlAsync(http, path["/control/".Length..]);
        if (path.EndsWith("/Microsoft.ResourceGraph/resources", StringComparison.OrdinalIgnoreCase)) return QueryAsync(http);
        if (path.Equals("/subscriptions", StringComparison.OrdinalIgnoreCase)) return ListAsync(http);
        Interlocked.Increment(ref _reads);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return WriteAsync(http, NotFound);
    }

    private async Task QueryAsync(HttpContext http)
    {
        Interlocked.Increment(ref _queries);
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var table = ReplayTable.Of(body.RootElement.GetProperty("query").GetString()!);
        var options = body.RootElement.GetProperty("options");
        var token = options.TryGetProperty("$skipToken", out var given) ? given.GetString()! : "";
        await WriteAsync(http, recording.Find(_variant, table, token) ?? EmptyPage);
    }

    private Task ListAsync(HttpContext http)
    {
        Interlocked.Increment(ref _lists);
        return WriteAsync(http, recording.Find(_variant, ReplayTable.SubscriptionList, "")!);
    }

    // variant/N shows another variant from now on; requests tells how many came since it was last asked.
    private Task ControlAsync(HttpContext http, string what)
    {
        if (what == "requests")
        {
            var counts = new RequestCounts(
                Interlocked.Exchange(ref _lists, 0), Interlocked.Exchange(ref _queries, 0), Interlocked.Exchange(ref _reads, 0));
            return WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(counts));
        }

        Volatile.Write(ref _variant, int.Parse(what["variant/".Length..], CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext http, byte[] answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }
}

/// <summary>Requests that came to a replay server.</summary>
/// <param name="Lists">Lists of subscriptions.</param>
/// <param name="Queries">Pages of Resource Graph.</param>
/// <param name="Reads">Reads of single resources.</param>
internal sealed record RequestCounts(int Lists, int Queries, int Reads);
