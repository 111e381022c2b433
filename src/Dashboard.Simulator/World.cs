using Dashboard.Simulator.Estate;

namespace Dashboard.Simulator;

/// <summary>The estate at the simulated now. The latest snapshot is kept: most requests ask for the same instant.</summary>
internal sealed class World(IEstate estate, SimulatedClock clock)
{
    private readonly Lock gate = new();
    private EstateSnapshot? latest;

    public SimulatedClock Clock => clock;

    public string TenantId => estate.TenantId;

    public EstateSnapshot Now()
    {
        var at = clock.Now;
        // A clock that follows real time would make a snapshot per request; nothing changes within a second.
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
        lock (gate)
        {
            return latest?.At == at ? latest : latest = estate.At(at);
        }
    }
}
