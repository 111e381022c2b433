using Dashboard.Core.Kpis;

namespace Dashboard.Storage.Queries;

/// <summary>How the counts of a set of apps moved: what stood at the start, and each difference since.</summary>
/// <param name="Opening">The counts at the start of the period.</param>
/// <param name="Changes">The differences within the period.</param>
internal sealed record CountsTimeline(PostureCounts Opening, IReadOnlyList<CountsChange> Changes)
{
    /// <summary>The counts at each of <paramref name="moments"/>, which ascend and lie within the period.</summary>
    public IEnumerable<PostureCounts> At(IEnumerable<long> moments)
    {
        var counts = Opening;
        using var changes = Changes.OrderBy(c => c.At).GetEnumerator();
        var more = changes.MoveNext();
        foreach (var moment in moments)
        {
            for (; more && changes.Current.At <= moment; more = changes.MoveNext()) counts += changes.Current.Difference;
            yield return counts;
        }
    }
}

/// <summary>A difference in counts that a run made.</summary>
internal readonly record struct CountsChange(long At, PostureCounts Difference);
