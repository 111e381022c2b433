namespace Dashboard.Core.Reports;

/// <summary>A figure that is another one when it is reckoned again.</summary>
/// <param name="Name">Its name; see <see cref="FigureNames"/>.</param>
/// <param name="Sealed">What is sealed, as JSON; null where it is not in the snapshot.</param>
/// <param name="Now">What it is now, as JSON; null where it is no longer there.</param>
/// <param name="Expected">True where it was marked preliminary when it was sealed; false where nothing may have moved it.</param>
public sealed record FigureDifference(string Name, string? Sealed, string? Now, bool Expected);

/// <summary>What differs where a sealed month is reckoned again from the same history.</summary>
public static class Restatement
{
    /// <summary>Until when costs are known says how the figures were reckoned, and is no figure.</summary>
    private const string KnownAt = "knownAt";

    private const string Moves = "moves.";

    /// <summary>What differs, by name.</summary>
    /// <param name="was">The canonical text that is sealed.</param>
    /// <param name="now">The canonical text of now.</param>
    public static IReadOnlyList<FigureDifference> Between(string was, string now)
    {
        if (was == now) return [];
        var (before, after) = (Read(was), Read(now));
        var preliminary = before.GetValueOrDefault("costPlans.preliminary") == "true";
        return
        [
            .. before.Keys.Concat(after.Keys.Where(n => !before.ContainsKey(n)))
                .Where(n => n != KnownAt && !Same(n, before.GetValueOrDefault(n), after.GetValueOrDefault(n)))
                .Select(n => new FigureDifference(n, before.GetValueOrDefault(n), after.GetValueOrDefault(n), preliminary && IsCost(n)))
                .OrderBy(d => d.Name, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, string> Read(string text) => new(FigureNames.Of(text), ByName.Instance);

    // Azure's casing of ids and names wanders and means nothing, so the history does not keep it: another one is no other app.
    private static bool Same(string name, string? was, string? now) => string.Equals(
        was, now, IsOfMove(name) && (name.EndsWith(".id", StringComparison.Ordinal) || name.EndsWith(".name", StringComparison.Ordinal))
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal);

    private static bool IsOfMove(string name) => name.StartsWith(Moves, StringComparison.Ordinal);

    /// <summary>True for a figure that hangs on what sources told of the month's costs: those are marked as a whole.</summary>
    public static bool IsCost(string name) =>
        name == "costs" || name.StartsWith("costs.", StringComparison.Ordinal) || name.StartsWith("costPlans.", StringComparison.Ordinal)
        || (IsOfMove(name)
            && (name.EndsWith(".cost", StringComparison.Ordinal) || name.EndsWith(".cost.minor", StringComparison.Ordinal) || name.EndsWith(".cost.currency", StringComparison.Ordinal)));

    /// <summary>Names of figures; those of moves have an ARM id in them.</summary>
    private sealed class ByName : IEqualityComparer<string>
    {
        public static readonly ByName Instance = new();

        public bool Equals(string? x, string? y) =>
            string.Equals(x, y, x is not null && IsOfMove(x) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

        public int GetHashCode(string name) => (IsOfMove(name) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal).GetHashCode(name);
    }
}
