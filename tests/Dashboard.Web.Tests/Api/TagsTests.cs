using System.Net;
using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

public sealed class TagsTests(RunningDemo demo)
{
    [Fact]
    public async Task Every_row_of_the_tags_list_is_the_apps_list_under_its_filter()
    {
        var tags = await demo.GetAsync("/api/v1/tags?pageSize=1000");
        var items = tags["items"]!.AsArray();
        Assert.Equal((int)tags["total"]!, items.Count);
        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            var apps = await demo.GetAsync($"/api/v1/apps?pageSize=1&tag={Uri.EscapeDataString((string)item!["appsFilter"]!)}");
            Assert.Equal((int)item["apps"]!, (int)apps["total"]!);
        }

        var sensitivity = tags["standings"]!.AsArray().Where(s => (string)s!["kind"]! == "Sensitivity" && (string)s["standing"]! != "PassedOver").Sum(s => (int)s!["apps"]!);
        Assert.Equal((int)tags["apps"]!, sensitivity + (int)tags["notRecorded"]!);
    }

    [Fact]
    public async Task A_misspelt_value_is_told_with_what_was_meant()
    {
        var tags = await demo.GetAsync("/api/v1/tags?kind=sensitivity&standing=invalid&standing=passedOver");
        Assert.All(tags["items"]!.AsArray(), i => Assert.Equal("Sensitivity", (string)i!["kind"]!));
        foreach (var item in tags["items"]!.AsArray().Where(i => (string)i!["value"]! == "confidental"))
            Assert.Equal("confidential", (string)item!["suggestedValue"]!);
    }

    [Theory]
    [InlineData("sensitivity", "group")]
    [InlineData("sensitivity", "subscription")]
    [InlineData("owner", "group")]
    [InlineData("costCentre", "subscription")]
    public async Task Every_place_without_a_tag_counts_the_apps_below_it(string kind, string by)
    {
        var places = await demo.GetAsync($"/api/v1/untagged?kind={kind}&by={by}&pageSize=1000");
        var sum = 0;
        foreach (var place in places["items"]!.AsArray())
        {
            var below = Uri.EscapeDataString((string)place!["resourceId"]! + "/");
            Assert.Equal((int)place["apps"]!, (int)(await demo.GetAsync($"/api/v1/apps?pageSize=1&{kind}=&q={below}"))["total"]!);
            sum += (int)place["apps"]!;
        }

        Assert.Equal(sum, (int)(await demo.GetAsync($"/api/v1/apps?pageSize=1&{kind}="))["total"]!);
    }

    [Theory]
    [InlineData("/api/v1/tags?kind=nothing")]
    [InlineData("/api/v1/tags?standing=1")]
    [InlineData("/api/v1/untagged?kind=override")]
    [InlineData("/api/v1/untagged?by=app")]
    [InlineData("/api/v1/tags.csv?kind=nothing")]
    [InlineData("/api/v1/apps?tag=sensitivity:worse")]
    [InlineData("/api/v1/apps?ruleResult=MTLS006")]
    public async Task What_is_not_understood_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Client().GetAsync(path)).StatusCode);

    [Fact]
    public async Task Rules_count_their_apps_and_those_that_cannot_be_judged_say_why()
    {
        var rules = await demo.GetAsync("/api/v1/rules");
        Assert.Equal((int)rules["total"]!, rules["items"]!.AsArray().Count);
        Assert.Equal(17, (int)rules["total"]!);
        var all = (int)(await demo.GetAsync("/api/v1/apps?pageSize=1"))["total"]!;
        foreach (var rule in rules["items"]!.AsArray())
        {
            var (id, apps) = ((string)rule!["id"]!, rule["apps"]);
            if (!(bool)rule["judged"]!)
            {
                Assert.Null(apps);
                Assert.NotEmpty((string)rule["limits"]!);
                continue;
            }

            Assert.Equal(all, new[] { "fail", "pass", "notApplicable", "unknown", "notJudged" }.Sum(name => (int)apps![name]!));
            Assert.Equal((int)apps!["fail"]!, (int)(await demo.GetAsync($"/api/v1/apps?pageSize=1&rule={id}"))["total"]!);
            Assert.Equal((int)apps["unknown"]!, (int)(await demo.GetAsync($"/api/v1/apps?pageSize=1&ruleResult={id}:unknown"))["total"]!);
        }
    }

    [Theory]
    [InlineData("/tags")]
    [InlineData("/tags?kind=owner&by=subscription&values=costCentre")]
    [InlineData("/rules")]
    [InlineData("/rules?environment=prod&asOf=2026-06-20")]
    public async Task Every_figure_of_the_page_is_the_list_behind_it(string page)
    {
        var html = await demo.Client().GetStringAsync(page);
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        var figures = document.QuerySelectorAll("main [data-figure]").ToList();
        Assert.NotEmpty(figures);
        foreach (var figure in figures.DistinctBy(f => f.GetAttribute("href")))
        {
            // The whole estate is the list without a filter.
            var href = figure.GetAttribute("href")!;
            Assert.True(href == "/apps" || href.StartsWith("/apps?", StringComparison.Ordinal), href);
            var list = await demo.GetAsync("/api/v1" + href + (href == "/apps" ? "?" : "&") + "pageSize=1");
            Assert.Equal(figure.GetAttribute("data-value"), ((int)list["total"]!).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var section in document.QuerySelectorAll("main [data-total]"))
        {
            var list = JsonNode.Parse(await demo.Client().GetStringAsync(section.GetAttribute("data-api")!))!;
            Assert.Equal(section.GetAttribute("data-total"), ((int)list["total"]!).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
