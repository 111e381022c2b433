namespace Dashboard.Core.Posture;

/// <summary>What a tag should probably say, for people to check.</summary>
public static class TagAdvice
{
    /// <summary>A value in use is taken for another one's misspelling only where that one has this many times its apps.</summary>
    private const int TimesMore = 5;

    /// <summary>The commonest values are the ones that a rare one can be a misspelling of.</summary>
    private const int MostCompared = 100;

    /// <summary>The value of the standard that <paramref name="value"/> was probably meant to be; itself where it is one, null where none is near.</summary>
    public static string? ValueFor(TagKind kind, string value, JudgementSettings settings)
    {
        var valid = settings.ValuesOf(kind);
        if (valid.Count == 0) return value.Trim();
        return valid.FirstOrDefault(v => v.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase)) ?? Misspelling.Nearest(value, valid);
    }

    /// <summary>Rare values of free text that are probably another, much commoner one's misspelling.</summary>
    /// <param name="values">The values in use with the apps of each, each once.</param>
    public static IReadOnlyDictionary<string, string> Misspellings(IReadOnlyList<(string Value, int Apps)> values)
    {
        var common = values.OrderByDescending(v => v.Apps).Take(MostCompared).ToList();
        var found = new Dictionary<string, string>();
        foreach (var (value, apps) in values)
        {
            var candidates = common.Where(c => c.Apps >= apps * TimesMore).Select(c => c.Value).ToList();
            if (candidates.Count > 0 && Misspelling.Nearest(value, candidates, int.MaxValue) is { } near) found[value] = near;
        }

        return found;
    }
}
