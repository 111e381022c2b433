using Bunit;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Tests.Components;

public sealed class FilterBarTests : BunitContext
{
    private static readonly AppFilter Filter = AppFilter.Any with
    {
        Verdict = [Verdict.Gaps, Verdict.NotEnforced],
        Owner = ["payments-core"],
        Subscription = ["11111111-1111-1111-1111-111111111111"],
    };

    [Fact]
    public void A_pill_says_the_field_and_its_values_in_words()
    {
        var pills = RenderBar(Filter).FindAll(".pill").Select(p => string.Join(' ', p.QuerySelector("button")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("Verdict Gaps, Not enforced", pills);
        Assert.Contains("Owner payments-core", pills);
    }

    [Fact]
    public void A_subscription_is_shown_by_its_name()
    {
        Assert.Contains("Retail Production", RenderBar(Filter).FindAll(".pill").Single(p => p.TextContent.Contains("Subscription", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pills_clear_button_leads_to_the_page_without_that_field()
    {
        var clear = RenderBar(Filter).Find("a[aria-label='Clear filter Verdict']");
        Assert.Equal(DashboardUrls.Apps(Filter with { Verdict = [] }), clear.GetAttribute("href"));
    }

    [Fact]
    public void Clear_all_keeps_what_is_no_field_of_the_bar()
    {
        var filter = Filter with { Text = "api" };
        Assert.Equal(DashboardUrls.Apps(AppFilter.Any with { Text = "api" }), RenderBar(filter).Find("a.all").GetAttribute("href"));
        Assert.Equal("/apps", RenderBar(filter, withText: true).Find("a.all").GetAttribute("href"));
    }

    [Fact]
    public void The_text_is_a_field_with_a_clear_button_of_its_own()
    {
        var bar = RenderBar(Filter with { Text = "api" }, withText: true);
        Assert.Equal("api", bar.Find(".find input").GetAttribute("value"));
        Assert.Equal(DashboardUrls.Apps(Filter), bar.Find("a[aria-label='Clear filter Text']").GetAttribute("href"));
        Assert.Equal(DashboardUrls.Apps(AppFilter.Any), RenderBar(AppFilter.Any with { Text = "api" }, withText: true).Find("a.all").GetAttribute("href"));
    }

    [Fact]
    public void A_long_list_is_narrowed_by_typing_and_shows_sixty_at_most()
    {
        var owners = Enumerable.Range(0, 300).Select(i => new FilterOption($"team-{i:000}", $"Team-{i:000}", 300 - i)).ToList();
        var bar = RenderBar(AppFilter.Any with { Owner = ["team-299"] }, options: owners);
        bar.FindAll("details").Single(d => d.QuerySelector("summary")!.TextContent == "Owner").TriggerEvent("ontoggle", EventArgs.Empty);

        var first = Labels();
        Assert.Equal(61, first.Count);
        Assert.Equal("Team-299", first[0]);
        Assert.Contains("The 60 with most apps, of 300", bar.Find("#filter-more").TextContent, StringComparison.Ordinal);

        bar.Find("#filter-more input[aria-label='Narrow the values of Owner']").Input("TEAM-12");
        Assert.Equal(["Team-299", .. Enumerable.Range(120, 10).Select(i => $"Team-{i:000}")], Labels());

        List<string> Labels() => [.. bar.FindAll("#filter-more ul[aria-label=Owner] bdi").Select(b => b.TextContent)];
    }

    [Fact]
    public void The_values_of_another_moment_are_read_again()
    {
        var read = new List<KpiDimension>();
        var bar = RenderBar(Filter, read);
        bar.Render(p => p.Add(c => c.Href, f => DashboardUrls.Apps(f, asOf: new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        Assert.Equal([KpiDimension.Subscription, KpiDimension.Subscription], read);
    }

    [Fact]
    public void A_choice_leads_to_the_page_with_it_toggled()
    {
        var bar = RenderBar(Filter);
        var choices = bar.FindAll("#filter-more ul[aria-label=Verdict] a");
        Assert.Equal(DashboardUrls.Apps(Filter with { Verdict = [Verdict.NotEnforced] }), choices.Single(c => c.TextContent.Contains("Gaps", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.Equal(
            DashboardUrls.Apps(Filter with { Verdict = [Verdict.Gaps, Verdict.NotEnforced, Verdict.Unknown] }),
            choices.Single(c => c.TextContent.Contains("Unknown", StringComparison.Ordinal)).GetAttribute("href"));
    }

    [Fact]
    public void Values_are_read_only_when_a_field_is_opened()
    {
        var read = new List<KpiDimension>();
        var bar = RenderBar(AppFilter.Any, read);
        Assert.Empty(read);
        bar.FindAll("details").Single(d => d.QuerySelector("summary")!.TextContent.Contains("Environment", StringComparison.Ordinal)).TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal([KpiDimension.Environment], read);
    }

    [Fact]
    public void Every_field_survives_its_own_URL()
    {
        foreach (var field in FilterFields.All)
        {
            var value = field.Fixed.Count > 0 ? field.Fixed[0].Value : field.Dimension == KpiDimension.Reachability ? "public"
                : field.Dimension == KpiDimension.Sensitivity ? "restricted" : "some value";
            var filter = field.Toggle(AppFilter.Any, value);
            var url = DashboardUrls.Apps(filter);
            Assert.Equal(url, DashboardUrls.Apps(AppFilterUrl.Parse(url[url.IndexOf('?', StringComparison.Ordinal)..]).Filter));
            Assert.Equal("/apps", DashboardUrls.Apps(field.Toggle(filter, value)));
        }
    }

    private IRenderedComponent<FilterBar> RenderBar(
        AppFilter filter, List<KpiDimension>? read = null, bool withText = false, IReadOnlyList<FilterOption>? options = null) => Render<FilterBar>(p => p
        .Add(c => c.Filter, filter)
        .Add(c => c.WithText, withText)
        .Add(c => c.Href, f => DashboardUrls.Apps(f))
        .Add(c => c.ReadOptions, dimension =>
        {
            read?.Add(dimension);
            return Task.FromResult(options ?? [new("11111111-1111-1111-1111-111111111111", "Retail Production", 38)]);
        }));
}
