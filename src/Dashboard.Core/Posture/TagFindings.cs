using Dashboard.Core.Kpis;

namespace Dashboard.Core.Posture;

/// <summary>Says of each kind of tag what its lookup met, as evidence: what counts, what does not, and what was probably meant.</summary>
internal static class TagFindings
{
    /// <summary>The findings of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="used">The tag that counts; null where there is none.</param>
    /// <param name="invalid">Tags with values that the standard does not know.</param>
    /// <param name="levels">All tags, nearest first.</param>
    /// <param name="names">The names that look like one of the standard.</param>
    public static IEnumerable<TagFinding> Of(
        TagKind kind, TagSource? used, IReadOnlyList<TagSource> invalid, IReadOnlyList<TagLevel> levels, TagLikeness names)
    {
        if (used is not null) return [From(kind, TagStanding.Used, used), .. Each(kind, TagStanding.PassedOver, invalid)];
        if (invalid.Count > 0) return Each(kind, TagStanding.Invalid, invalid);
        var lookalikes = Each(kind, TagStanding.Lookalike, levels.SelectMany(level => level.Tags
            .Where(t => !string.IsNullOrWhiteSpace(t.Value) && names.Of(t.Key) == kind)
            .OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new TagSource(level.Level, t.Key, t.Value))));
        return lookalikes.Count > 0 ? lookalikes : [TagFinding.Missing(kind)];
    }

    /// <summary>Two spellings of one name at one level with one value are one finding: it is about an app, not about a row.</summary>
    private static List<TagFinding> Each(TagKind kind, TagStanding standing, IEnumerable<TagSource> tags) =>
        [.. tags.Select(t => From(kind, standing, t)).DistinctBy(f => (f.Level, KpiKeys.Fold(f.Name), KpiKeys.Fold(f.Value)))];

    private static TagFinding From(TagKind kind, TagStanding standing, TagSource tag) => new(kind, standing, tag.Level, tag.Name, tag.Value);
}
