using System.Security.Claims;
using Dashboard.Simulator;
using Dashboard.Storage;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Entra;
using Dashboard.Web.Access.Sessions;
using Dashboard.Web.Hosting;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dashboard.Web.Tests.SignIn;

/// <summary>A server of a real estate behind a proxy with TLS, in this process; the estate is simulated and empty of runs.</summary>
internal sealed class RunningAzure : IAsyncDisposable
{
    public const string Host = "mtls.example.com";

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-azure-").FullName;
    private SimulatorHost _azure = null!;
    private DashboardSettings _settings = null!;

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the server took for a fault of its own.</summary>
    public RecordedErrors Errors { get; } = new();

    public static async Task<RunningAzure> StartAsync(params (string Key, string Value)[] more)
    {
        var running = new RunningAzure();
        running._azure = await SimulatorHost.StartAsync(new SimulatorOptions { Apps = 1 }, default);
        var values = new Dictionary<string, string?>
        {
            ["Dashboard:Mode"] = "Azure",
            ["Dashboard:DataDirectory"] = running._folder,
            ["Dashboard:Listen"] = "http://127.0.0.1:0",
            ["Dashboard:Schedule"] = "off",
            ["Dashboard:Azure:Credential"] = "LoopbackToken",
            ["Dashboard:Azure:ResourceManagerEndpoint"] = running._azure.HttpEndpoint.ToString(),
            ["Dashboard:PublicUrl"] = "https://" + Host,
            ["Dashboard:SignIn:TenantId"] = Tokens.Tenant,
            ["Dashboard:SignIn:ClientId"] = "0a5bd0a2-4d5c-4b1a-9c55-000000000001",
            ["Dashboard:SignIn:ClientSecret"] = "s",
            // Nothing listens there.
            ["Dashboard:SignIn:Authority"] = "http://127.0.0.1:9/t/v2.0",
            ["Logging:LogLevel:Default"] = "Critical",
            [$"Logging:LogLevel:{RecordedErrors.Category}"] = "Error",
        };
        foreach (var (key, value) in more) values["Dashboard:" + key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var read = SettingsReader.Read(configuration, TimeProvider.System.GetUtcNow(), serving: true);
        Assert.Empty(read.Problems);
        running._settings = read.Settings!;
        running.App = DashboardHost.Build(running._settings, configuration, null);
        running.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(running.Errors);
        await running.App.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
        await running.App.StartAsync();
        running.Address = new Uri(running.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return running;
    }

    /// <summary>A client that names the public host, follows nothing and keeps no cookies.</summary>
    public HttpClient Client(params (string Name, string Value)[] headers)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Host = Host;
        foreach (var (name, value) in headers) client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client;
    }

    /// <summary>A session as sign-in would start it, and the header of its cookie.</summary>
    public async Task<(ClaimsPrincipal User, string Cookie)> SignInAsync(params string[] roles)
    {
        var identity = EntraIdentity.Of(Tokens.Of([.. roles.Select(r => ("roles", (string?)r))]), _settings.SignIn!, "OpenIdConnect");
        var key = await App.Services.GetRequiredService<SessionBook>().StartAsync(Actors.Of(new ClaimsPrincipal(identity)), TimeSpan.FromHours(1), default);
        return (new ClaimsPrincipal(identity), CookieOf(identity, key));
    }

    /// <summary>A cookie that the server's own keys protect, whatever session it names.</summary>
    public string CookieOf(ClaimsIdentity identity, string sessionKey)
    {
        identity.AddClaim(new Claim(DashboardClaims.Session, sessionKey));
        var options = App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, CookieAuthenticationDefaults.AuthenticationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _azure.DisposeAsync();
        using (var connection = new SqliteConnection(_settings.Storage.ConnectionString)) SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }
}
