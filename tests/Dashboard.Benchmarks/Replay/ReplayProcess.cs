using System.Diagnostics;
using System.Net.Http.Json;

namespace Dashboard.Benchmarks.Replay;

/// <summary>A replay server in a process of its own.</summary>
internal sealed class ReplayProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control;

    private ReplayProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _control = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>Starts this very program as a server of <paramref name="file"/>; it serves when this returns.</summary>
    public static async Task<ReplayProcess> StartAsync(string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["replay", file, "0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The replay server did not start.");
        return new ReplayProcess(process, new Uri(address));
    }

    /// <summary>Shows another variant of the estate from now on.</summary>
    public Task ShowAsync(int variant) => _control.GetAsync($"control/variant/{variant}");

    /// <summary>The requests that came since this was last asked.</summary>
    public async Task<RequestCounts> TakeRequestsAsync() => (await _control.GetFromJsonAsync<RequestCounts>("control/requests"))!;

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
