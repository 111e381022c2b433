using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture;

/// <summary>
/// The paths and end points of an app that are excluded from client certificates. Azure matches them as prefixes
/// without regard to case, and accepts <c>,</c> and <c>;</c> between them.
/// </summary>
public sealed record ExclusionEntries
{
    private static readonly char[] Separators = [',', ';'];

    private ExclusionEntries(IReadOnlyList<string> all, IReadOnlyList<string> notAllowed, bool known)
    {
        All = all;
        NotAllowed = notAllowed;
        Known = known;
    }

    /// <summary>Every entry, trimmed, as written.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Entries that policy does not allow.</summary>
    public IReadOnlyList<string> NotAllowed { get; }

    /// <summary>False where the paths were absent or not understood, or the end points were not understood: there may be more entries.</summary>
    public bool Known { get; }

    /// <summary>True where an entry is <c>/</c>: everything is excluded.</summary>
    public bool ExcludesEverything => All.Contains("/");

    /// <summary>Reads the two properties against the allow-list.</summary>
    public static ExclusionEntries Of(
        Reading<string> paths, Reading<string> endPoints, IReadOnlyList<string> allowList)
    {
        var all = Split(paths.OrDefault()).Concat(Split(endPoints.OrDefault())).ToList();
        var notAllowed = all.Where(entry => !IsAllowed(entry, allowList)).ToList();
        // The end points are undocumented and absent from most rows, so only a value that was not understood counts there.
        return new ExclusionEntries(all, notAllowed, paths.IsKnown && endPoints.State != ReadingState.NotUnderstood);
    }

    /// <summary>True where <paramref name="entry"/> equals an allowed entry or lies below one; <c>/</c> never is.</summary>
    public static bool IsAllowed(string entry, IReadOnlyList<string> allowList) =>
        entry != "/" && allowList.Any(allowed => Covers(allowed.Trim(), entry));

    private static bool Covers(string allowed, string entry) =>
        allowed is not ("" or "/")
        && (entry.Equals(allowed, StringComparison.OrdinalIgnoreCase)
            || entry.StartsWith(allowed + "/", StringComparison.OrdinalIgnoreCase));

    private static string[] Split(string? text) =>
        text is null ? [] : text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
