using Dashboard.Core.Inventory;

namespace Dashboard.Core.Changes;

/// <summary>Azure's change records of a run by resource, oldest first, each once.</summary>
internal sealed class ChangeFeed
{
    private const string ConfigurationSuffix = "/config/web";

    private readonly Dictionary<string, List<ResourceChange>> _byKey = new(StringComparer.Ordinal);
    private readonly bool _hasPlans;

    /// <summary>Sorts <paramref name="changes"/>, in any order and with repetitions.</summary>
    public ChangeFeed(IEnumerable<ResourceChange> changes)
    {
        foreach (var change in changes.DistinctBy(c => c.ChangeId, StringComparer.OrdinalIgnoreCase))
        {
            var key = KeyOf(change);
            if (_byKey.TryGetValue(key, out var list)) list.Add(change);
            else _byKey.Add(key, [change]);
        }

        _hasPlans = _byKey.Keys.Any(key => key.Contains("/serverfarms/", StringComparison.Ordinal));

        // Two records of one instant keep the order of their ids, so that every run sorts them alike.
        foreach (var list in _byKey.Values)
            list.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.ChangeId, b.ChangeId));
    }

    /// <summary>True where anything is recorded of a resource, by its folded id.</summary>
    public bool Has(string key) => _byKey.ContainsKey(key);

    /// <summary>True where anything is recorded of any plan.</summary>
    public bool HasPlans => _hasPlans;

    /// <summary>The records of a resource, by its folded id, since <paramref name="since"/>.</summary>
    public IEnumerable<ResourceChange> Of(string key, DateTimeOffset since) =>
        _byKey.TryGetValue(key, out var list) ? list.Where(c => c.At >= since) : [];

    /// <summary>The last creation of a resource since <paramref name="since"/>; null where none is recorded.</summary>
    public ResourceChange? Creation(string key, DateTimeOffset since) => Of(key, since).LastOrDefault(c => c.Type == ResourceChangeType.Create);

    /// <summary>The last creation of a resource, where no deletion follows it; null where none is recorded.</summary>
    public ResourceChange? Beginning(string key) =>
        Of(key, DateTimeOffset.MinValue).LastOrDefault(c => c.Type != ResourceChangeType.Update) is { Type: ResourceChangeType.Create } beginning ? beginning : null;

    /// <summary>
    /// The last deletion of a resource since <paramref name="since"/>, where no creation follows it: proof that it is gone.
    /// </summary>
    public ResourceChange? ProofOfEnd(string key, DateTimeOffset since) =>
        Of(key, since).LastOrDefault(c => c.Type != ResourceChangeType.Update) is { Type: ResourceChangeType.Delete } end ? end : null;

    /// <summary>
    /// The last deletion since <paramref name="since"/> that a creation follows: proof that what bears the id now is another
    /// resource. Null where none is recorded.
    /// </summary>
    public (ResourceChange End, ResourceChange Beginning)? ProofOfReplacement(string key, DateTimeOffset since)
    {
        var creation = Creation(key, since);
        if (creation is null) return null;
        var end = Of(key, since).LastOrDefault(c => c.Type == ResourceChangeType.Delete && c.At <= creation.At);
        return end is null ? null : (end, creation);
    }

    // A change of config/web, should Azure record one, is a change of its site.
    private static string KeyOf(ResourceChange change)
    {
        var key = ResourceIds.Key(change.ResourceId);
        return key.EndsWith(ConfigurationSuffix, StringComparison.Ordinal) ? key[..^ConfigurationSuffix.Length] : key;
    }
}
