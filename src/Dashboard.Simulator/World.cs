using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.KeyVault;

namespace Dashboard.Simulator;

/// <summary>The estate at the simulated now. The latest snapshot is kept: most requests ask for the same instant.</summary>
internal sealed class World(IEstate estate, SimulatedClock clock)
{
    private readonly Lock gate = new();
    private EstateSnapshot? latest;
    private (EstateSnapshot Whole, string Key, EstateSnapshot Seen)? latestSeen;

    public SimulatedClock Clock => clock;

    public string TenantId => estate.TenantId;

    public IBilling Billing => estate.Billing;

    public IReadOnlyList<VaultSpec> Vaults => estate.Vaults;

    public CertificateMaker Certificates => estate.Certificates;

    /// <summary>What the caller of a request can read of the estate now: all of it, unless a fault takes a role away.</summary>
    public EstateSnapshot For(HttpContext http)
    {
        var whole = Now();
        if (http.Features.Get<Sight>() is not { } sight)
        {
            return whole;
        }

        lock (gate)
        {
            if (latestSeen is not { } kept || kept.Whole != whole || kept.Key != sight.Key)
            {
                latestSeen = kept = (whole, sight.Key, Seen(whole, sight));
            }

            return kept.Seen;
        }
    }

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

    private static EstateSnapshot Seen(EstateSnapshot whole, Sight sight) => new(
        whole.At,
        [.. whole.Resources.Where(r => sight.CanSee(r.Parts.Subscription, r.Parts.ResourceGroup))],
        [.. whole.Subscriptions.Where(s => sight.CanSee(s.Id, null))],
        () => [.. whole.Rows(GraphSchema.Changes).Where(c => sight.CanSee(c.Parts.Subscription, c.Parts.ResourceGroup))])
    {
        Unreadable = whole.Unreadable,
    };
}
