using System.Globalization;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>Assumptions in words. What nobody entered is unknown, and never 0.</summary>
public static class AssumptionWords
{
    /// <summary>The key of the fixed part of a PKI's cost.</summary>
    public const string PkiFixed = "costs.pki.fixedMonthly";

    /// <summary>The key of the part of a PKI's cost that each certificate has.</summary>
    public const string PkiPerCertificate = "costs.pki.perCertificateMonthly";

    /// <summary>The name of an assumption, as people say it; one of a later version keeps its key.</summary>
    public static string Name(string key) => key switch
    {
        "costs.appsPerInstance.basic" => "Apps on an instance of Basic",
        "costs.appsPerInstance.standard" => "Apps on an instance of Standard",
        "costs.appsPerInstance.premium" => "Apps on an instance of Premium",
        "costs.targetSize.windows" => "Size that Windows plans are upgraded to",
        "costs.targetSize.linux" => "Size that Linux plans are upgraded to",
        PkiFixed => "PKI: fixed part of a month",
        PkiPerCertificate => "PKI: a certificate and month",
        "costs.pki.currency" => "PKI: currency",
        _ => key,
    };

    /// <summary>A value as people read it; <paramref name="text"/> null is the default.</summary>
    public static string Value(AssumptionItem item, string? text, AssumptionValues values) => (text ?? item.Default) switch
    {
        "" => item.Key is PkiFixed or PkiPerCertificate ? "Unknown: nobody has entered it" : "The cheapest that has a price",
        var set when item.Key is PkiFixed or PkiPerCertificate && decimal.TryParse(set, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            => Amount(amount, values.Pki.Currency),
        var set => set,
    };

    /// <summary>An amount as it was entered: with all its decimals, and never fewer than its currency has.</summary>
    public static string Amount(decimal amount, string currency) =>
        $"{currency}\u00a0{amount.ToString("N" + Math.Max(Currencies.Digits(currency), amount.Scale).ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture)}";

    /// <summary>The items of one record of assumptions.</summary>
    public static IReadOnlyList<AssumptionItem> Of<T>(AssumptionsAnswer answer)
        where T : class
    {
        var keys = typeof(T) == typeof(PkiAssumptions) ? PkiAssumptions.All.Select(a => a.Key) : CostAssumptions.All.Select(a => a.Key);
        var set = keys.ToHashSet(StringComparer.Ordinal);
        return [.. answer.Items.Where(i => set.Contains(i.Key))];
    }

    /// <summary>The headline of the page.</summary>
    public static string Headline(AssumptionsAnswer answer) => answer.Items.Count(i => !i.IsDefault) switch
    {
        0 => $"All {Words.Of(answer.Items.Count, "assumption")} are at their defaults",
        var changed => $"{Words.Count(changed)} of {Words.Of(answer.Items.Count, "assumption")} {Words.Form(changed, "differs", "differ")} from {Words.Form(changed, "its default", "their defaults")}",
    };
}
