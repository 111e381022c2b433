using System.Globalization;

namespace Dashboard.Azure.Costs;

/// <summary>Reads amounts of money.</summary>
internal static class Amounts
{
    // More than any bill in any currency, and far from where sums of amounts would overflow.
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>False for what is beyond any bill.</summary>
    public static bool IsReal(decimal amount) => Math.Abs(amount) <= Largest;

    /// <summary>The amount, with a decimal point and no grouping, as exports write it; also <c>1.2E-05</c>. Null for what is none.</summary>
    public static decimal? Of(ReadOnlySpan<char> text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && IsReal(amount) ? amount : null;
}
