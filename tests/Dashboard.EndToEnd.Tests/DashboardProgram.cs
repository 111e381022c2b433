using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Dashboard.EndToEnd.Tests;

/// <summary>The program as a user runs it: its own process, a small demo at a fixed moment, a port and data folder of its own.</summary>
public sealed class DashboardProgram : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-e2e-").FullName;
    private readonly List<string> _errors = [];
    private Process? _process;

    /// <summary>The moment at which the demo stands.</summary>
    public const string AsOf = "2026-11-24T12:00:00Z";

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Dashboard.Web.dll")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(Repository.Root, "src", "Dashboard.Web"),
            Environment =
            {
                ["Dashboard__DataDirectory"] = _folder,
                ["Dashboard__Listen"] = Address.ToString(),
                ["Dashboard__Demo__Apps"] = "120",
                ["Dashboard__Demo__Months"] = "2",
                ["Dashboard__Demo__AsOf"] = AsOf,
                // As some platforms set it: it must change nothing.
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            },
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, e) => { if (e.Data is not null) lock (_errors) _errors.Add(e.Data); };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();

        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
        Client.DefaultRequestHeaders.Add("X-Demo-Persona", "reader");
        await WaitForHistoryAsync();
    }

    /// <summary>The API's answer to a GET as the reader persona.</summary>
    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Client.GetStringAsync(path))!;

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) _process.Kill(entireProcessTree: true);
        if (_process is not null) await _process.WaitForExitAsync();
        _process?.Dispose();
        Client?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The demo fills its past in the background; the tests want it whole.
    private async Task WaitForHistoryAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (!await HistoryIsWholeAsync(limit.Token))
        {
            if (_process!.HasExited || limit.IsCancellationRequested)
                throw new InvalidOperationException($"The program did not get ready.\n{string.Join('\n', _errors.TakeLast(30))}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<bool> HistoryIsWholeAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Client.GetAsync("/api/v1/runs?pageSize=1", cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK) return false;
            var runs = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
            var newest = runs["items"]!.AsArray().FirstOrDefault();
            return newest is not null && (string)newest["status"]! != "Running"
                && ((string)newest["runTime"]!).StartsWith(AsOf[..10], StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
