using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Storage;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(RunningDemo))]

namespace Dashboard.Web.Tests.Support;

/// <summary>The program's own server on a loopback port, with a small demo that stands at a fixed moment and is filled.</summary>
public sealed class RunningDemo : IAsyncLifetime
{
    /// <summary>A secret of others that lies in the same configuration.</summary>
    public const string ClientSecret = "a-client-secret-for-no-page";

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-web-").FullName;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private DemoEstate? _estate;

    private readonly TimeProvider _real;

    public RunningDemo() : this(new Dictionary<string, string?>(), TimeProvider.System)
    {
    }

    private RunningDemo(IReadOnlyDictionary<string, string?> settings, TimeProvider real) => (_settings, _real) = (settings, real);

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>One more, with settings of its own: their names are without <c>Dashboard:</c>.</summary>
    public static async Task<RunningDemo> StartAsync(IReadOnlyDictionary<string, string?> settings, TimeProvider? real = null)
    {
        var demo = new RunningDemo(settings, real ?? TimeProvider.System);
        await demo.InitializeAsync();
        return demo;
    }

    public async ValueTask InitializeAsync()
    {
        var values = new Dictionary<string, string?>
        {
            ["Dashboard:DataDirectory"] = _folder,
            ["Dashboard:Demo:Apps"] = "60",
            ["Dashboard:Demo:Months"] = "1",
            ["Dashboard:Demo:AsOf"] = "2026-06-30T12:00:00Z",
            ["Dashboard:Schedule"] = "off",
            ["Dashboard:Audit:AnchorFile"] = "anchor.log",
            ["AZURE_CLIENT_SECRET"] = ClientSecret,
            ["Dashboard:Listen"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Critical",
        };
        foreach (var (name, value) in _settings) values["Dashboard:" + name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var read = SettingsReader.Read(configuration, TimeProvider.System.GetUtcNow());
        Assert.Empty(read.Problems);
        _estate = await DemoEstate.StartAsync(read.Settings!.Demo!, _real, default);
        App = DashboardHost.Build(read.Settings, configuration, _estate);
        await App.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
        var filled = Filled(App.Services.GetRequiredService<DemoProgress>());
        await App.StartAsync();
        Address = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await filled.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>A client that follows nothing and keeps no cookies; without a persona it is nobody.</summary>
    public HttpClient Client(string? persona = "reader")
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Address,
        };
        if (persona is not null) client.DefaultRequestHeaders.Add("X-Demo-Persona", persona);
        return client;
    }

    public async Task<JsonNode> GetAsync(string path) => (await Client().GetFromJsonAsync<JsonNode>(path))!;

    public async ValueTask DisposeAsync()
    {
        if (App is not null) await App.DisposeAsync();
        if (_estate is not null) await _estate.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task Filled(DemoProgress progress)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        progress.Changed += () =>
        {
            if (progress.Done) done.TrySetResult();
        };
        return done.Task;
    }
}
