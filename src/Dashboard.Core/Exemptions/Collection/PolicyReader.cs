using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Exemptions.Collection;

/// <summary>
/// Reads the exemptions for one run, and what it takes to tell which are about client certificates: only where there are exemptions,
/// and of initiatives only those that exemptions hang on, since Azure's own are hundreds and large.
/// </summary>
internal sealed class PolicyReader(IPolicySource source, Func<string, Task> beat)
{
    private const string Phase = "Reading policy exemptions";

    /// <summary>Reads them. What failed is in the log of the source, and the exemptions that were read count.</summary>
    public async Task<ExemptionReading> ReadAsync(EstateReading reading, CancellationToken cancellationToken)
    {
        var ids = reading.Subscriptions.Select(s => s.SubscriptionId).ToList();
        var log = new SourceLog(reading.ExemptionsLog.Name);
        var exemptions = new Dictionary<string, ExemptionState>(StringComparer.Ordinal);
        await foreach (var page in source.ReadExemptionsAsync(ids, log, cancellationToken))
        {
            foreach (var exemption in page) exemptions[ResourceIds.Key(exemption.ResourceId)] = exemption;
            await beat(Phase);
        }

        var whole = log.Complete && log.Outcome().NotUnderstood == 0;
        reading.ExemptionsLog.Add(log);
        var knowledge = exemptions.Count == 0 ? new PolicyKnowledge() : await LearnAsync(exemptions.Values, ids, reading, cancellationToken);
        return new ExemptionReading(exemptions.ToDictionary(e => e.Key, e => knowledge.Judge(e.Value), StringComparer.Ordinal), whole);
    }

    private async Task<PolicyKnowledge> LearnAsync(
        IReadOnlyCollection<ExemptionState> exemptions, IReadOnlyList<string> ids, EstateReading reading, CancellationToken cancellationToken)
    {
        var knowledge = new PolicyKnowledge();
        await foreach (var page in source.ReadAssignmentsAsync(ids, reading.ExemptionsLog, cancellationToken))
        {
            foreach (var assignment in page) knowledge.Add(assignment);
            await beat(Phase);
        }

        var log = new SourceLog(reading.ExemptionsLog.Name);
        await foreach (var page in source.ReadDefinitionsAsync(ids, log, cancellationToken))
        {
            foreach (var definition in page) knowledge.AddDefinition(definition);
            await beat(Phase);
        }

        knowledge.DefinitionsRead = log.Complete && log.Outcome().NotUnderstood == 0;
        reading.ExemptionsLog.Add(log);
        if (knowledge.InitiativesOf(exemptions) is not { Count: > 0 } initiatives) return knowledge;
        await foreach (var page in source.ReadInitiativesAsync(ids, initiatives, reading.ExemptionsLog, cancellationToken))
        {
            foreach (var initiative in page) knowledge.Add(initiative);
            await beat(Phase);
        }

        return knowledge;
    }
}
