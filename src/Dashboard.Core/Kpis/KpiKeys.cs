using Dashboard.Core.Posture;

namespace Dashboard.Core.Kpis;

/// <summary>Under which values of each dimension an app's figures count.</summary>
public static class KpiKeys
{
    /// <summary>The value of apps that have none in a dimension (no owner tag, for example).</summary>
    public const string None = "";

    private static readonly KpiDimension[] Dimensions = Enum.GetValues<KpiDimension>();

    /// <summary>The app's value in each dimension, one per dimension. Tag values fold case, as Azure compares them.</summary>
    public static IEnumerable<(KpiDimension Dimension, string Value)> Of(AppState app)
    {
        foreach (var dimension in Dimensions) yield return (dimension, Value(app, dimension));
    }

    /// <summary>The app's value in <paramref name="dimension"/>.</summary>
    public static string Value(AppState app, KpiDimension dimension) => dimension switch
    {
        KpiDimension.All => None,
        KpiDimension.Subscription => app.SubscriptionId,
        KpiDimension.CostCentre => Fold(app.CostCentre),
        KpiDimension.Owner => Fold(app.Owner),
        KpiDimension.Environment => Fold(app.Environment),
        KpiDimension.Scenario => Fold(app.Scenario),
        KpiDimension.Sensitivity => Fold(app.Sensitivity?.ToString()),
        KpiDimension.Tier => Fold(app.Tier),
        KpiDimension.Reachability => Fold(app.Reachability.ToString()),
    };

    /// <summary>
    /// The form in which values of a dimension are compared: trimmed, lower case, empty for none. A value that is longer
    /// than databases index is cut and marked by its hash; folding again changes nothing.
    /// </summary>
    public static string Fold(string? value) => value is null ? None : FoldedText.Key(value);

    /// <summary>The form in which a part of a name is searched for: as <see cref="Fold"/>, at any length.</summary>
    public static string FoldText(string text) => FoldedText.Of(text);
}
