using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Components.Pages.MyApps;

/// <summary>Where the fix of a finding is: a command for a setting, a tag for what tags do not say, else the rule's remedy.</summary>
/// <param name="Word">What the button says.</param>
/// <param name="Href">Where it leads.</param>
public sealed record OwnFix(string Word, string Href)
{
    /// <summary>The fix of what is to change first.</summary>
    public static OwnFix Of(OwnAppToDo row, AppFilter own, DateTimeOffset? asOf) => row.First.RuleId switch
    {
        "MTLS001" or "MTLS002" or "MTLS003" or "MTLS004" or "MTLS005" or "MTLS006" or "MTLS007" =>
            new("Fix", DashboardUrls.App(row.App.ResourceId, asOf, "fix-panel")),
        "MTLS011" => new("Tag", DashboardUrls.Tags(own, TagsView.Default with { Kind = TagKind.Sensitivity, Selected = GroupOf(row.App) }, asOf, "todo")),
        var rule => new("Remedy", DashboardUrls.Rules(rule)),
    };

    private static string GroupOf(AppState app) => $"/subscriptions/{app.SubscriptionId}/resourceGroups/{app.ResourceGroup}";
}
