using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>
/// What the lookup of a kind of tag met, as a filter: <c>sensitivity:invalid:app:dataClassification:confidental</c>. Parts
/// that are left out or <c>*</c> mean any; names and values compare folded.
/// </summary>
/// <param name="Kind">The kind.</param>
public sealed record TagQuery(TagKind Kind)
{
    private const string Any = "*";

    /// <summary>What became of it; null means any.</summary>
    public TagStanding? Standing { get; init; }

    /// <summary>Where it was found; null means anywhere.</summary>
    public string? Level { get; init; }

    /// <summary>The tag's name; null means any.</summary>
    public string? Name { get; init; }

    /// <summary>The tag's value; null means any.</summary>
    public string? Value { get; init; }

    /// <summary>True where <paramref name="finding"/> is such a one.</summary>
    public bool Matches(TagFinding finding) =>
        finding.Kind == Kind && (Standing is null || finding.Standing == Standing) && (Level is null || finding.Level == KpiKeys.Fold(Level))
        && (Name is null || KpiKeys.Fold(finding.Name) == KpiKeys.Fold(Name)) && (Value is null || KpiKeys.Fold(finding.Value) == KpiKeys.Fold(Value));

    /// <summary>The text of the filter; <see cref="Parse"/> reads it back.</summary>
    public override string ToString()
    {
        string[] parts = [Word(Kind), Standing is { } standing ? Word(standing) : Any, Part(Level), Part(Name), Part(Value)];
        return string.Join(':', parts.Take(Array.FindLastIndex(parts, p => p != Any) + 1));
    }

    /// <summary>The filter that a text says; null where it says none.</summary>
    public static TagQuery? Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 5 || Of<TagKind>(parts[0]) is not { } kind) return null;
        string? At(int index) => parts.Length > index && parts[index] != Any ? Uri.UnescapeDataString(parts[index]) : null;
        TagStanding? standing = null;
        if (At(1) is { } word)
        {
            standing = Of<TagStanding>(word);
            if (standing is null) return null;
        }

        return new TagQuery(kind) { Standing = standing, Level = At(2), Name = At(3), Value = At(4) };
    }

    private static string Part(string? text) => text is null
        ? Any
        : text.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal).Replace(Any, "%2A", StringComparison.Ordinal);

    private static string Word<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    private static T? Of<T>(string word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (value.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }
}
