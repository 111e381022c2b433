using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Components.Pages.Apps;

/// <summary>What the apps list knows of a column.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Width">The room that it needs, in pixels.</param>
/// <param name="Sort">How the list is sorted by it; null where it is not.</param>
public sealed record AppColumnFacts(string Title, int Width, AppSortColumn? Sort = null);

/// <summary>The columns of the apps list, and what stands there where they do not all fit.</summary>
public static class AppColumns
{
    /// <summary>The room that the name needs.</summary>
    public const int NameWidth = 200;

    /// <summary>The widths at which the style sheet drops columns are this far apart.</summary>
    private const int Step = 40;

    /// <summary>The default columns, the one that is dropped last first.</summary>
    private static readonly IReadOnlyList<AppColumn> ByImportance =
    [
        AppColumn.Verdict, AppColumn.Why, AppColumn.Since, AppColumn.Owner, AppColumn.Sensitivity, AppColumn.Subscription, AppColumn.Tier,
    ];

    /// <summary>Every column, in display order.</summary>
    public static IReadOnlyList<AppColumn> All { get; } = Enum.GetValues<AppColumn>();

    /// <summary>What is known of a column.</summary>
    public static AppColumnFacts Of(AppColumn column) => column switch
    {
        AppColumn.Verdict => new("Verdict", 140, AppSortColumn.Verdict),
        AppColumn.Why => new("Why", 150),
        AppColumn.Mode => new("Mode", 220),
        AppColumn.Owner => new("Owner", 170, AppSortColumn.Owner),
        AppColumn.CostCentre => new("Cost centre", 110, AppSortColumn.CostCentre),
        AppColumn.Environment => new("Environment", 110),
        AppColumn.Scenario => new("Scenario", 110),
        AppColumn.Sensitivity => new("Sensitivity", 110, AppSortColumn.Sensitivity),
        AppColumn.Reachability => new("Reachability", 110),
        AppColumn.Subscription => new("Subscription", 170, AppSortColumn.Subscription),
        AppColumn.ResourceGroup => new("Resource group", 160),
        AppColumn.Location => new("Region", 110),
        AppColumn.Plan => new("Plan", 150),
        AppColumn.Tier => new("Tier", 140, AppSortColumn.Tier),
        AppColumn.MinTls => new("Min. TLS", 80),
        AppColumn.Http2 => new("HTTP/2", 80),
        AppColumn.HttpsOnly => new("HTTPS only", 100),
        AppColumn.FirstSeen => new("First seen", 110),
        AppColumn.LastSeen => new("Last seen", 110),
        AppColumn.Since => new("Since", 90, AppSortColumn.Since),
    };

    /// <summary>The room that all of <paramref name="columns"/> and the name need.</summary>
    public static int Width(IEnumerable<AppColumn> columns) => NameWidth + columns.Sum(c => Of(c).Width);

    /// <summary>
    /// The class that drops a default column where the list is too narrow for it and for all that matter more: the style
    /// sheet has one for each step of the list's width.
    /// </summary>
    public static string Drop(AppColumn column)
    {
        var needed = Width(ByImportance.TakeWhile(c => c != column).Append(column));
        return FormattableString.Invariant($"from-{(needed + Step - 1) / Step * Step}");
    }
}
