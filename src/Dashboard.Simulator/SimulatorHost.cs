using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Estate.Given;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.KeyVault;

namespace Dashboard.Simulator;

/// <summary>A running simulator of the parts of Azure that the dashboard reads, for use in process.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LocalAuthority? authority;
    private readonly World world;
    private readonly FaultGate faults;

    private SimulatorHost(WebApplication app, LocalAuthority? authority, World world, FaultGate faults)
    {
        (this.app, this.authority, this.world, this.faults) = (app, authority, world, faults);
        HttpEndpoint = SimulatorServer.Address(app, Uri.UriSchemeHttp);
        HttpsEndpoint = authority is null ? null : SimulatorServer.Address(app, Uri.UriSchemeHttps);
    }

    /// <summary>The Resource Manager endpoint over HTTP, on loopback.</summary>
    public Uri HttpEndpoint { get; }

    /// <summary>The same over HTTPS, when asked for.</summary>
    public Uri? HttpsEndpoint { get; }

    /// <summary>The certificate of the authority behind <see cref="HttpsEndpoint"/>, for clients to trust.</summary>
    public string? CertificateAuthorityPem => authority?.Pem;

    /// <summary>The addresses of the vaults that hold client certificates, over HTTPS; none without it.</summary>
    public IReadOnlyList<Uri> VaultUris => HttpsEndpoint is { } https ? [.. world.Vaults.Select(v => new Uri(https, $"{VaultEndpoint.Root}/{v.Name}"))] : [];

    /// <summary>The tenant that the estate belongs to.</summary>
    public string TenantId => world.TenantId;

    /// <summary>The simulated now.</summary>
    public DateTimeOffset AsOf => world.Clock.Now;

    /// <summary>The faults that are set, with how often each was met since then.</summary>
    public IReadOnlyList<FaultCount> Faults => faults.Counts;

    /// <summary>Starts a simulator; it serves when this returns.</summary>
    /// <exception cref="EstateFileException">The estate file cannot be served.</exception>
    /// <exception cref="FaultsException">The faults file cannot be read.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        IEstate estate = options.EstateFile is { } file
            ? await EstateFile.ReadAsync(file, ct)
            : new GeneratedEstate(options.Apps, options.Seed, options.YearEnd);
        var world = new World(estate, new SimulatedClock(options.AsOf, options.TimeProvider));
        var faults = new FaultGate(world);
        if (options.FaultsFile is { } faultsFile)
        {
            faults.Set(await FaultsJson.ReadFileAsync(faultsFile, ct));
        }

        var authority = options.Https ? LocalAuthority.Create() : null;
        var app = SimulatorServer.Build(options, world, faults, authority);
        try
        {
            await app.StartAsync(ct);
            return new SimulatorHost(app, authority, world, faults);
        }
        catch
        {
            await app.DisposeAsync();
            authority?.Dispose();
            throw;
        }
    }

    /// <summary>Moves the simulated now, forth or back, and starts a new quota window when the day changes.</summary>
    public void MoveTo(DateTimeOffset asOf) => world.Clock.MoveTo(asOf);

    /// <summary>Replaces the faults; none makes the simulator well again. Counting starts anew.</summary>
    /// <exception cref="FaultsException">A value of one of them makes no sense.</exception>
    public void SetFaults(params IEnumerable<Fault> faults) => this.faults.Set(faults);

    /// <summary>Stops serving.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        authority?.Dispose();
    }
}
