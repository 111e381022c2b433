using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;

namespace Dashboard.Azure;

/// <summary>Azure Policy through Resource Graph.</summary>
internal sealed class PolicySource(AzureSettings settings, ResourceGraphClient graph) : IPolicySource
{
    /// <summary>Initiatives that are asked for together: the text of a query is limited.</summary>
    private const int InitiativesAtOnce = 50;

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<ExemptionState>> ReadExemptionsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Read(ExemptionRows.Query, subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<PolicyAssignment>> ReadAssignmentsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Read(PolicyRows.Assignments, subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ReadDefinitionsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
        Read(PolicyRows.Definitions, subscriptionIds, log, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<PolicyInitiative>> ReadInitiativesAsync(
        IReadOnlyList<string> subscriptionIds, IReadOnlyList<string> initiativeIds, SourceLog log, CancellationToken cancellationToken) =>
        initiativeIds.Chunk(InitiativesAtOnce).Select(PolicyRows.InitiativesOf).OfType<GraphQuery<PolicyInitiative>>().ToAsyncEnumerable()
            .SelectMany(query => Read(query, subscriptionIds, log, cancellationToken));

    private IAsyncEnumerable<IReadOnlyList<T>> Read<T>(
        GraphQuery<T> query, IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken)
        where T : class =>
        graph.QueryAsync(query, GraphScope.Subscriptions(subscriptionIds, settings.BatchSize), log, cancellationToken);
}
