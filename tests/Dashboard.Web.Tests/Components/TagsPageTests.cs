using Bunit;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.Tags;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The page of tags on a real history: its states and its commands.</summary>
public sealed class TagsPageTests : BunitContext
{
    private const string Group = "/subscriptions/s/resourceGroups/rg";

    private static readonly AppState Untagged = Samples.App with
    {
        InScope = null,
        TagFindings = [.. Enum.GetValues<TagKind>().Select(TagFinding.Missing)],
    };

    [Fact]
    public async Task Before_the_first_run_it_says_so()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        Assert.Contains("No run yet", Show(history, "/tags").Find(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_an_error_with_an_id()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now, schema: false);
        Assert.Matches("[0-9a-f]{4}-[0-9a-f]{4}", Show(history, "/tags").Find("[role=alert] code").TextContent);
    }

    [Fact]
    public async Task An_untagged_estate_is_told_where_one_tag_does_most()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Untagged, null));
        var page = Show(history, "/tags");
        Assert.Equal("1 of 1 app has no valid sensitivity tag", page.Find("h1").TextContent.Trim());
        Assert.Equal("1", page.Find("#todo").GetAttribute("data-total"));
        Assert.Equal("rg", page.Find("#todo tbody th").TextContent.Trim());
    }

    [Fact]
    public async Task The_command_is_there_once_the_value_is_chosen_and_one_word_whatever_is_written()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Untagged, null));
        Assert.Empty(Show(history, $"/tags?selected={Group}").FindAll("#place-code"));
        Assert.Equal(
            $"az tag update \\\n  --resource-id {Group} \\\n  --operation Merge \\\n  --tags 'dataClassification=confidential'",
            Show(history, $"/tags?selected={Group}&value=confidential").Find("#place-code").TextContent);
        Assert.Empty(Show(history, $"/tags?selected={Group}&value=anything").FindAll("#place-code"));
        Assert.Empty(Show(history, "/tags?selected=/subscriptions/other").FindAll(".place"));
        Assert.EndsWith(
            @"--tags 'owner=a'\''; rm -rf / #'",
            Show(history, $"/tags?kind=owner&selected={Group}&value={Uri.EscapeDataString("a'; rm -rf / #")}").Find("#place-code").TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_tag_of_the_group_is_overwritten_under_its_own_name()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        var misspelt = new TagFinding(TagKind.Sensitivity, TagStanding.Invalid, "resource group", "Data-Classification", "<b>confidental");
        await history.RunAsync(TestHistory.Seen(Untagged with { TagFindings = [misspelt, .. Untagged.TagFindings.Skip(1)] }, null));
        var page = Show(history, $"/tags?selected={Group}&shell=powershell");
        Assert.Contains("@{ 'Data-Classification' = 'confidential' }", page.Find("#place-code").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("bdi b"));
        Assert.Contains("<b>confidental", page.Find(".place code").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_from_before_lookups_were_recorded_are_no_missing_tags()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Untagged with { TagFindings = [] }, null));
        Assert.Equal("Tags were not recorded yet", Show(history, "/tags").Find("h1").TextContent.Trim());
    }

    private IRenderedComponent<TagsPage> Show(TestHistory history, string address)
    {
        if (Services.All(s => s.ServiceType != typeof(TagReportQuery)))
        {
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddSingleton(SettingsReader.Read(new ConfigurationBuilder().Build(), Samples.Now).Settings!);
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<TagsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }
}
