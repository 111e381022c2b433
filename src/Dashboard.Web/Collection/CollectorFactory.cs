using Dashboard.Core.Audit;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Posture;

namespace Dashboard.Web.Collection;

/// <summary>Makes the collector of one run.</summary>
internal interface ICollectorFactory
{
    /// <summary>
    /// A collector that reports its progress to <paramref name="progressed"/> as well as to the history, and names
    /// <paramref name="actor"/> in the audit trail as who started its run.
    /// </summary>
    AppCollector Create(Action<RunLease, Core.Runs.RunProgress> progressed, AuditActor? actor = null);
}

/// <summary>Makes collectors from what is registered.</summary>
internal sealed class CollectorFactory(
    IAzureEstate estate,
    IRunStore store,
    JudgementSettings judgement,
    CollectionSettings settings,
    ICostStore costs,
    CostSources sources,
    IPolicySource policy,
    IExemptionStore exemptions,
    ICertificateVaults vaults,
    IVaultStore versions,
    TimeProvider clock,
    ILogger<AppCollector> logger) : ICollectorFactory
{
    /// <inheritdoc/>
    public AppCollector Create(Action<RunLease, Core.Runs.RunProgress> progressed, AuditActor? actor = null) =>
        new(estate, new WatchedRunStore(store, progressed, actor), judgement, settings, clock, logger)
        {
            CostStore = costs,
            CostSources = sources,
            Policy = (policy, exemptions),
            Vaults = (vaults, versions),
        };
}
