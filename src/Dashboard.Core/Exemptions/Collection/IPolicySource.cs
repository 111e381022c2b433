using Dashboard.Core.Collection;

namespace Dashboard.Core.Exemptions.Collection;

/// <summary>
/// Azure Policy as a run asks it. As with <see cref="IAzureEstate"/>, an implementation writes what it could not read into the log that
/// it is given, and throws nothing but <see cref="OperationCanceledException"/>. Everything comes page by page, in no particular order,
/// and the same thing may come more than once: what is at a management group is told for each batch of subscriptions below it.
/// </summary>
public interface IPolicySource
{
    /// <summary>The name of the source in the report of a run.</summary>
    const string Name = "policy exemptions";

    /// <summary>The exemptions at, above and below some subscriptions, whatever they are about; not yet judged.</summary>
    IAsyncEnumerable<IReadOnlyList<ExemptionState>> ReadExemptionsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken);

    /// <summary>The assignments at, above and below some subscriptions.</summary>
    IAsyncEnumerable<IReadOnlyList<PolicyAssignment>> ReadAssignmentsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken);

    /// <summary>The ids of the definitions whose rule names a setting of client certificates.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ReadDefinitionsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken);

    /// <summary>Some initiatives, by id. One that cannot be asked for safely, or that does not answer, is not among them.</summary>
    IAsyncEnumerable<IReadOnlyList<PolicyInitiative>> ReadInitiativesAsync(
        IReadOnlyList<string> subscriptionIds, IReadOnlyList<string> initiativeIds, SourceLog log, CancellationToken cancellationToken);
}

/// <summary>An assignment of a policy definition or an initiative.</summary>
/// <param name="ResourceId">Its ARM id.</param>
/// <param name="DisplayName">Its display name; null where it has none.</param>
/// <param name="DefinitionId">What it assigns.</param>
public sealed record PolicyAssignment(string ResourceId, string? DisplayName, string DefinitionId);

/// <summary>An initiative: a set of policy definitions.</summary>
/// <param name="ResourceId">Its ARM id.</param>
/// <param name="Members">What is in it.</param>
public sealed record PolicyInitiative(string ResourceId, IReadOnlyList<InitiativeMember> Members);

/// <summary>A definition in an initiative.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="ReferenceId">How exemptions name it; null where it has no such name.</param>
public sealed record InitiativeMember(string DefinitionId, string? ReferenceId);
