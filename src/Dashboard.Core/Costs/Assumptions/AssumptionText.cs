using System.Globalization;

namespace Dashboard.Core.Costs.Assumptions;

/// <summary>Reads and writes the values of assumptions as text, in one spelling for every culture.</summary>
internal static class AssumptionText
{
    public static string Of(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static int? Whole(string text, int min, int max) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null;

    /// <summary>False where the text is neither empty (not set) nor a number within the range.</summary>
    public static bool TryMoney(string text, decimal max, out decimal? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) || read > max) return false;
        value = read;
        return true;
    }
}
