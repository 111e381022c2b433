using System.Collections.Frozen;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Exemptions;

/// <summary>
/// The built-in policy definitions that ask for client certificates, by name (a GUID), with what each looks at; the deprecated ones
/// too, since old assignments still name them. Source: the public repository of Azure's built-in policies, as of 29 April 2026.
/// </summary>
public static class ClientCertificatePolicies
{
    private const string BuiltIn = "/providers/microsoft.authorization/policydefinitions/";

    private static readonly FrozenDictionary<string, PolicyTargets> ByName = new Dictionary<string, PolicyTargets>
    {
        ["19dd1db6-f442-49cf-a838-b0786b4401ef"] = PolicyTargets.WebApps,
        ["5b0bd968-5cb5-4513-8987-27786c6f0df8"] = PolicyTargets.WebSlots,
        ["ab6a902f-9493-453b-928d-62c30b11b5a6"] = PolicyTargets.FunctionApps,
        ["153ab4ca-2d58-4b5d-9134-6d8c6bdd321c"] = PolicyTargets.FunctionSlots,
        ["5bb220d9-2698-4ee4-8404-b9c30c9df609"] = PolicyTargets.WebApps,
        ["2f7c08c2-f671-4282-9fdb-597b6ef2c10d"] = PolicyTargets.WebSlots,
        ["eaebaea7-8013-4ceb-9d14-7eb32271373c"] = PolicyTargets.FunctionApps,
        ["cf9ca02d-383e-4506-a421-258cc1a5300d"] = PolicyTargets.FunctionSlots,
        ["0c192fe8-9cbb-4516-85b3-0ade8bd03886"] = PolicyTargets.WebApps,
    }.ToFrozenDictionary();

    private const string BuiltInSet = "/providers/microsoft.authorization/policysetdefinitions/";

    // The Microsoft cloud security benchmark, which Defender for Cloud assigns by itself, and its second version.
    private static readonly FrozenSet<string> Benchmarks =
        FrozenSet.Create(["1f3afdf9-d0c9-4c3d-847f-89da613e70a8", "e3ec7e09-768c-4b64-882c-fcada3772047"]);

    private static readonly FrozenDictionary<string, PolicyTargets> BenchmarkReferences = new Dictionary<string, PolicyTargets>
    {
        ["ensurewebapphasincomingclientcertificatessettoonmonitoringeffect"] = PolicyTargets.WebApps,
        ["functionappsshouldhaveclientcertificatesenabledmonitoring"] = PolicyTargets.FunctionApps,
    }.ToFrozenDictionary();

    /// <summary>
    /// What an exemption from an initiative is known to be about although that could not be read: only the one that Defender for Cloud
    /// assigns is known. None where nothing is known.
    /// </summary>
    /// <param name="initiativeId">The initiative's id, in any casing.</param>
    /// <param name="references">The parts that the exemption names; none for all.</param>
    public static PolicyTargets TargetsOfUnread(string initiativeId, IReadOnlyList<string> references)
    {
        var key = ResourceIds.Key(initiativeId);
        if (!key.StartsWith(BuiltInSet, StringComparison.Ordinal) || !Benchmarks.Contains(key[BuiltInSet.Length..])) return PolicyTargets.None;
        return BenchmarkReferences
            .Where(r => references.Count == 0 || references.Contains(r.Key, StringComparer.OrdinalIgnoreCase))
            .Aggregate(PolicyTargets.None, (sum, r) => sum | r.Value);
    }

    /// <summary>What a definition looks at; none for any that is not one of Azure's own about client certificates.</summary>
    /// <param name="definitionId">Its id, in any casing.</param>
    public static PolicyTargets TargetsOf(string definitionId)
    {
        var key = ResourceIds.Key(definitionId);
        // One of the same name in a subscription or management group is somebody's own, and may be about anything.
        return key.StartsWith(BuiltIn, StringComparison.Ordinal) ? ByName.GetValueOrDefault(key[BuiltIn.Length..]) : PolicyTargets.None;
    }
}
