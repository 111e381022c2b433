using Dashboard.Core.Inventory;

namespace Dashboard.Core.Exemptions.Collection;

/// <summary>What a run learned of assignments and of what they assign: enough to tell which exemptions are about client certificates.</summary>
internal sealed class PolicyKnowledge
{
    private const string Initiative = "/providers/microsoft.authorization/policysetdefinitions/";
    private const string BuiltIn = "/providers/microsoft.authorization/policydefinitions/";

    private readonly Dictionary<string, PolicyAssignment> _assignments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PolicyInitiative> _initiatives = new(StringComparer.Ordinal);
    private readonly HashSet<string> _definitions = new(StringComparer.Ordinal);

    /// <summary>True where all definitions about client certificates were read: then one that is not among them is about something else.</summary>
    public bool DefinitionsRead { get; set; }

    public void Add(PolicyAssignment assignment) => _assignments[ResourceIds.Key(assignment.ResourceId)] = assignment;

    public void Add(PolicyInitiative initiative) => _initiatives[ResourceIds.Key(initiative.ResourceId)] = initiative;

    public void AddDefinition(string definitionId) => _definitions.Add(ResourceIds.Key(definitionId));

    /// <summary>The initiatives that some exemptions hang on.</summary>
    public IReadOnlyList<string> InitiativesOf(IEnumerable<ExemptionState> exemptions) =>
    [
        .. exemptions.Select(e => Find(e)?.DefinitionId).OfType<string>().Where(IsInitiative)
            .DistinctBy(ResourceIds.Key).Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The exemption as judged; null where it is known to be about something else.</summary>
    public ExemptionState? Judge(ExemptionState exemption)
    {
        // One of a resource that no app can be at: it exempts nothing of ours.
        if (ExemptionScope.Of(exemption.ResourceId) is null) return null;
        var assignment = Find(exemption);
        var judged = exemption with { AssignmentName = assignment?.DisplayName };
        if (assignment is null) return judged;
        var (targets, known) = IsInitiative(assignment.DefinitionId)
            ? OfInitiative(assignment.DefinitionId, exemption.References)
            : OfDefinition(assignment.DefinitionId);
        if (targets != PolicyTargets.None) return judged with { Relevance = ExemptionRelevance.ClientCertificates, Targets = targets };
        return known ? null : judged;
    }

    private PolicyAssignment? Find(ExemptionState exemption) => _assignments.GetValueOrDefault(ResourceIds.Key(exemption.AssignmentId));

    // An exemption without references is from the whole initiative.
    private (PolicyTargets Targets, bool Known) OfInitiative(string id, IReadOnlyList<string> references)
    {
        if (!_initiatives.TryGetValue(ResourceIds.Key(id), out var initiative)) return (ClientCertificatePolicies.TargetsOfUnread(id, references), false);
        var members = references.Count == 0
            ? initiative.Members
            : [.. initiative.Members.Where(m => m.ReferenceId is { } name && references.Contains(name, StringComparer.OrdinalIgnoreCase))];
        var all = members.Select(m => OfDefinition(m.DefinitionId)).ToList();
        return (all.Aggregate(PolicyTargets.None, (sum, m) => sum | m.Targets), all.TrueForAll(m => m.Known));
    }

    private (PolicyTargets Targets, bool Known) OfDefinition(string id)
    {
        var targets = ClientCertificatePolicies.TargetsOf(id);
        if (targets != PolicyTargets.None) return (targets, true);
        var key = ResourceIds.Key(id);
        // Of somebody's own definition, and of a new one of Azure's, its rule alone is known.
        return _definitions.Contains(key)
            ? (PolicyTargets.All, true)
            : (PolicyTargets.None, DefinitionsRead || key.StartsWith(BuiltIn, StringComparison.Ordinal));
    }

    private static bool IsInitiative(string definitionId) => ResourceIds.Key(definitionId).Contains(Initiative, StringComparison.Ordinal);
}
