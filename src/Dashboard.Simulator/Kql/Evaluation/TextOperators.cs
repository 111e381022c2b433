namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>The operators on text. All of them ignore case; null reads as the empty string.</summary>
internal static class TextOperators
{
    /// <summary>The test of an operator, and whether the operator negates it.</summary>
    public static (Func<string, string, bool> Test, bool Negated) Find(string word) => word switch
    {
        "=~" => (Same, false),
        "!~" => (Same, true),
        "has" => (Has, false),
        "!has" => (Has, true),
        "contains" => (Contains, false),
        "!contains" => (Contains, true),
        "startswith" => (Starts, false),
        "!startswith" => (Starts, true),
        "endswith" => (Ends, false),
        "!endswith" => (Ends, true),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "The grammar has no such operator."),
    };

    /// <summary>Whether the text has the term as a whole word: bounded by what is neither letter nor digit.</summary>
    public static bool Has(string text, string term)
    {
        for (var at = 0; term.Length > 0; at++)
        {
            at = text.IndexOf(term, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            if (IsBoundary(text, at - 1) && IsBoundary(text, at + term.Length))
            {
                return true;
            }
        }

        return true;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string a, string b) => a.Contains(b, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(string a, string b) => a.StartsWith(b, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string a, string b) => a.EndsWith(b, StringComparison.OrdinalIgnoreCase);

    private static bool IsBoundary(string text, int at) =>
        at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);
}
