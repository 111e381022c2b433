using System.Text.RegularExpressions;

namespace Dashboard.Azure.Costs;

/// <summary>Brings the spellings of price meters to that of a plan's <c>sku.name</c>.</summary>
internal static partial class PlanSizes
{
    /// <summary>
    /// The size: <c>P1v3</c> for <c>P1 v3</c>, <c>P1v3</c> and <c>P1 v3 App</c>, <c>D1</c> for <c>Shared</c>, <c>F1</c> for <c>Free</c>;
    /// null for what is no size of a plan.
    /// </summary>
    public static string? Normalise(string spelling)
    {
        var text = spelling.Trim();
        if (text.EndsWith(" App", StringComparison.OrdinalIgnoreCase)) text = text[..^4];
        text = text.Replace(" ", "", StringComparison.Ordinal);
        if (text.Equals("Shared", StringComparison.OrdinalIgnoreCase)) return "D1";
        if (text.Equals("Free", StringComparison.OrdinalIgnoreCase)) return "F1";
        if (Size().Match(text) is not { Success: true } match) return null;
        // P1mv3: letters of the family are capital, what follows the number is not.
        return match.Groups["family"].Value.ToUpperInvariant() + match.Groups["rest"].Value.ToLowerInvariant();
    }

    [GeneratedRegex("^(?<family>F|D|B|S|P|I|PC|EP|WS)(?<rest>[0-9]{1,2}m?(v[0-9]{1,2})?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Size();
}
