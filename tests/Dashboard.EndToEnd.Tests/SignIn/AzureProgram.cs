using System.Net;
using Dashboard.EndToEnd.Tests.SignIn;
using Dashboard.Simulator;

namespace Dashboard.EndToEnd.Tests;

/// <summary>The program as an organisation runs it: Azure mode over a simulated Azure, sign-in with a real provider, all on loopback.</summary>
public sealed class AzureProgram : IAsyncLifetime
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "Dashboard.Web.dll");
    private static readonly string WorkingFolder = Path.Combine(Repository.Root, "src", "Dashboard.Web");

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-signin-").FullName;
    private SimulatorHost? _azure;
    private ChildProcess? _process;

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    internal OpenIdProvider Provider { get; private set; } = null!;

    /// <summary>What the server has logged.</summary>
    internal IReadOnlyList<string> Log => _process!.Lines;

    public async ValueTask InitializeAsync()
    {
        _azure = await SimulatorHost.StartAsync(new SimulatorOptions { Apps = 40, Seed = 7 }, CancellationToken.None);
        Provider = await OpenIdProvider.StartAsync(Address);
        var (code, lines) = await RunAsync("collect");
        if (code is not (0 or 2)) throw new InvalidOperationException(string.Join('\n', lines));
        _process = ChildProcess.Start("dotnet", [Dll, "serve"], WorkingFolder, Settings());
        using var client = Client();
        await _process.WaitAsync(() => AnswersAsync(client));
    }

    /// <summary>Runs another verb on the same settings.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(params string[] arguments)
    {
        await using var verb = ChildProcess.Start("dotnet", [Dll, .. arguments], WorkingFolder, Settings());
        return (await verb.EndAsync(), verb.Lines);
    }

    /// <summary>A client that follows nothing and keeps no cookies, with a header each.</summary>
    public HttpClient Client(params (string Name, string Value)[] headers)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        foreach (var (name, value) in headers) client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        if (Provider is not null) await Provider.DisposeAsync();
        if (_azure is not null) await _azure.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["Dashboard__Mode"] = "Azure",
        ["Dashboard__DataDirectory"] = _folder,
        ["Dashboard__Listen"] = Address.ToString(),
        ["Dashboard__Schedule"] = "off",
        ["Dashboard__Azure__Credential"] = "LoopbackToken",
        ["Dashboard__Azure__ResourceManagerEndpoint"] = _azure!.HttpEndpoint.ToString(),
        ["Dashboard__SignIn__TenantId"] = OpenIdProvider.Tenant,
        ["Dashboard__SignIn__ClientId"] = OpenIdProvider.ClientId,
        ["Dashboard__SignIn__ClientSecret"] = OpenIdProvider.Secret,
        ["Dashboard__SignIn__Authority"] = Provider.Authority(),
        ["Dashboard__SignIn__RoleGroups__0"] = $"Security={OpenIdProvider.Group}",
        ["Dashboard__Limits__SignInsPerMinute"] = "10000",
        ["Dashboard__Limits__RequestsPerMinute"] = "100000",
    };
}
