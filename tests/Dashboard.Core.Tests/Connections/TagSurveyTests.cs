using Dashboard.Core.Connections;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Connections;

public sealed class TagSurveyTests
{
    private const string Site = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/shop";

    [Fact]
    public void Tags_count_on_whatever_level_a_run_would_find_them()
    {
        var survey = TagSurvey.Of(
            [
                App(Site, ("dataClassification", "restricted")),
                App(Site + "/slots/staging"),
                App(Site + "-two", ("data-classification", "secret")),
                App("/subscriptions/t/resourceGroups/other/providers/Microsoft.Web/sites/lone"),
            ],
            [new ResourceGroupObservation("s", "RG", Tags(("Owner", "retail"), ("team", "x")))],
            [new SubscriptionObservation("s", "sub", Tags())],
            JudgementSettings.Default);

        Assert.Equal((4, 2, 3, 2, 1), (survey.Apps, survey.Classified, survey.Owned, survey.Both, survey.Invalid));
        Assert.Equal(
            [new TagUse("Owner", 3, true), new TagUse("dataClassification", 2, true), new TagUse("data-classification", 1, true), new TagUse("team", 3, false)],
            survey.Names);
    }

    [Fact]
    public void An_untagged_estate_is_no_fault()
    {
        var survey = TagSurvey.Of([App(Site)], [], [], JudgementSettings.Default);
        Assert.Equal((1, 0, 0), (survey.Apps, survey.Classified, survey.Owned));
        Assert.Empty(survey.Names);
    }

    private static AppObservation App(string id, params (string Name, string Value)[] tags) => new()
    {
        ResourceId = id,
        Name = id.Split('/')[^1],
        SubscriptionId = id.Split('/')[2],
        ResourceGroup = id.Split('/')[4],
        Tags = Tags(tags),
    };

    private static Dictionary<string, string> Tags(params (string Name, string Value)[] tags) =>
        tags.ToDictionary(t => t.Name, t => t.Value, StringComparer.OrdinalIgnoreCase);
}
