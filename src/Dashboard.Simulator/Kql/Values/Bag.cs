using System.Diagnostics.CodeAnalysis;

namespace Dashboard.Simulator.Kql.Values;

/// <summary>
/// A JSON object in source order. Values are null, string, bool, long, double, <see cref="Bag"/> or
/// <c>object?[]</c>: lighter than a document tree whose nodes know their parents.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "A bag is what the query language calls it.")]
internal sealed class Bag : OrderedDictionary<string, object?>
{
    public Bag()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The value of a key, or null when there is none.</summary>
    public object? Get(string key) => TryGetValue(key, out var value) ? value : null;
}
