using Dashboard.Benchmarks.Estate;
using Dashboard.Benchmarks.History;
using Dashboard.Benchmarks.Replay;

namespace Dashboard.Benchmarks.Harness;

/// <summary>What benchmarks share within one run of the program: options, files, servers, and what is slow to make.</summary>
internal sealed class Workshop(Options options) : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<int, ReplayProcess> _servers = [];
    private readonly Dictionary<int, HistoryDatabase> _histories = [];
    private readonly Dictionary<string, object> _known = [];

    public Options Options => options;

    /// <summary>The size that targets speak of.</summary>
    public int Largest => options.Apps[^1];

    /// <summary>The size that the largest is compared with.</summary>
    public int Smallest => options.Apps[0];

    /// <summary>A file name that nobody else has.</summary>
    public string NewFile(string extension) => _folder.NewFile(extension);

    /// <summary>A replay server with an estate of <paramref name="apps"/> apps.</summary>
    public async Task<ReplayProcess> ServerAsync(int apps)
    {
        if (_servers.TryGetValue(apps, out var running)) return running;
        var file = NewFile(".replay");
        EstateRecording.Of(new EstatePlan(apps)).Save(file);
        return _servers[apps] = await ReplayProcess.StartAsync(file);
    }

    /// <summary>What <paramref name="measure"/> gave the first time, however many rows ask.</summary>
    public async Task<T> OnceAsync<T>(string what, Func<Task<T>> measure)
        where T : struct
    {
        if (!_known.TryGetValue(what, out var known)) _known[what] = known = await measure();
        return (T)known;
    }

    /// <summary>Three years of daily runs over <paramref name="apps"/> apps.</summary>
    public async Task<HistoryDatabase> HistoryAsync(int apps) =>
        _histories.TryGetValue(apps, out var known) ? known : _histories[apps] = await HistoryDatabase.BuildAsync(this, apps);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values) await server.DisposeAsync();
        foreach (var history in _histories.Values) await history.DisposeAsync();
        _folder.Dispose();
    }
}
