namespace Dashboard.Core.Costs.Assumptions;

/// <summary>What somebody wants an assumption to be.</summary>
/// <param name="Key">Which.</param>
/// <param name="Value">The value as text; null for the default.</param>
public sealed record AssumptionEdit(string Key, string? Value)
{
    /// <summary>
    /// What is wrong with <paramref name="edits"/>, a sentence for each key; none where all can be written. A key that is there twice is
    /// wrong, since nobody could say which value was meant.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ProblemsOf(IReadOnlyList<AssumptionEdit> edits)
    {
        var problems = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in edits.GroupBy(e => e.Key, StringComparer.Ordinal))
        {
            if (AssumptionValues.Find(group.Key) is not { } assumption) problems[group.Key] = "There is no such assumption.";
            else if (group.Skip(1).Any()) problems[group.Key] = "It is there twice.";
            else if (group.Single().Value is { } text && assumption.Write(AssumptionValues.Default, text) is null)
                problems[group.Key] = $"Allowed is: {assumption.Range}.";
        }

        return problems;
    }

    /// <summary>The text that is kept: in the one spelling, and null where it is the default. The edit has no problem.</summary>
    public string? Stored()
    {
        var assumption = AssumptionValues.Find(Key) ?? throw new InvalidOperationException($"There is no assumption '{Key}'.");
        if (Value is null) return null;
        var written = assumption.Write(AssumptionValues.Default, Value) ?? throw new InvalidOperationException($"'{Key}' may not have this value.");
        return written == AssumptionValues.Default ? null : assumption.Read(written);
    }
}
