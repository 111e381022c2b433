namespace Dashboard.Core.Costs;

/// <summary>
/// Amounts as whole minor units of their currency (cents, or yen), so that sums are exact. Sums are made within one currency only.
/// </summary>
public static class Currencies
{
    // ISO 4217: every other currency that Azure bills in has two digits.
    private static readonly HashSet<string> WithoutDigits = new(StringComparer.OrdinalIgnoreCase)
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    private static readonly HashSet<string> WithThreeDigits = new(StringComparer.OrdinalIgnoreCase) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>How many digits the currency's minor unit has.</summary>
    public static int Digits(string currency) => WithoutDigits.Contains(currency) ? 0 : WithThreeDigits.Contains(currency) ? 3 : 2;

    /// <summary>The amount in whole minor units, halves away from zero.</summary>
    /// <exception cref="OverflowException">The amount is beyond any bill.</exception>
    public static long ToMinor(decimal amount, string currency) =>
        (long)Math.Round(amount * Scale(currency), MidpointRounding.AwayFromZero);

    /// <summary>The amount of <paramref name="minor"/> minor units.</summary>
    public static decimal FromMinor(long minor, string currency) => minor / Scale(currency);

    private static decimal Scale(string currency) => Digits(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };
}
