using Bunit;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.Apps;
using Dashboard.Web.Demo;
using Dashboard.Web.Tests.Support;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The apps page on a real history: what its URL says is what it shows.</summary>
public sealed class AppsPageTests : BunitContext
{
    private static readonly AppState Open = Samples.App with
    {
        ResourceId = Samples.App.ResourceId + "-two",
        Name = "shop-two",
        Verdict = Verdict.NotEnforced,
        EffectiveMode = EffectiveMode.Optional,
        ClientCertMode = "Optional",
        CostCentre = "<b>CC-1</b>",
        Http20Enabled = true,
    };

    [Fact]
    public async Task The_usual_columns_are_shown_where_the_url_names_none()
    {
        await using var history = await TwoAsync();
        var page = Show(history, "/apps");
        Assert.Equal(["App", "Verdict", "Why", "Owner", "Sensitivity", "Subscription", "Tier", "Since"], Headings(page));
        Assert.Equal("2", page.Find("section.list").GetAttribute("data-total"));
        Assert.Equal("/api/v1/apps", page.Find("section.list").GetAttribute("data-api"));
    }

    [Fact]
    public async Task The_url_says_which_columns()
    {
        await using var history = await TwoAsync();
        var page = Show(history, "/apps?columns=mode,costCentre,http2&q=two");
        Assert.Equal(["App", "Mode", "Cost centre", "HTTP/2"], Headings(page));
        var cells = page.FindAll("tbody td:not(.only-phone)").Select(c => c.TextContent.Trim()).ToList();
        Assert.Equal(["Optionalportal: Allow (since late 2024: Optional)", "<b>CC-1</b>", "on"], cells);
        Assert.Equal("/apps?q=two&columns=mode%2Chttp2", page.FindAll("#columns-menu li a").Single(a => a.TextContent.Contains("Cost centre", StringComparison.Ordinal)).GetAttribute("href"));
    }

    [Fact]
    public async Task Every_choice_keeps_the_others()
    {
        await using var history = await TwoAsync();
        var page = Show(history, "/apps?q=shop&sort=-since&columns=verdict&rows=20");
        Assert.Equal("/apps?q=shop&sort=-since&columns=verdict&rows=100", page.FindAll("#rows-menu a")[2].GetAttribute("href"));
        Assert.Equal("/apps?q=shop&columns=verdict&rows=20", page.Find("th.first a").GetAttribute("href"));
        Assert.Equal("/apps?verdict=NotEnforced&q=shop&sort=-since&columns=verdict&rows=20", page.Find("[data-figure=apps-verdict-notenforced]").GetAttribute("href"));
        Assert.StartsWith("/apps?q=shop&sort=-since&columns=verdict&rows=20&selected=", page.Find("[data-row].name").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(["/api/v1/apps.csv?q=shop&sort=-since", "/api/v1/apps.xlsx?q=shop&sort=-since", "/api/v1/apps.json?q=shop&sort=-since"], page.FindAll("#export-menu a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task The_headlines_figures_lead_to_their_rows()
    {
        await using var history = await TwoAsync();
        var page = Show(history, "/apps");
        Assert.Equal("1 of 2 apps lets callers past mutual TLS", Words(page.Find("h1").TextContent));
        Assert.Equal("/apps?verdict=Gaps&verdict=NotEnforced", page.Find("[data-figure=apps-past]").GetAttribute("href"));
        Assert.Equal("/apps", page.Find("[data-figure=apps-total]").GetAttribute("href"));
    }

    [Fact]
    public async Task A_page_beyond_the_last_says_so()
    {
        await using var history = await TwoAsync();
        Assert.Equal("/apps", Show(history, "/apps?page=9").Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public void A_column_is_dropped_after_all_that_matter_less()
    {
        var drops = AppsView.DefaultColumns.ToDictionary(c => c, c => int.Parse(AppColumns.Drop(c)["from-".Length..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(drops.Count, drops.Values.Distinct().Count());
        Assert.Equal(AppColumn.Verdict, drops.MinBy(d => d.Value).Key);
        Assert.Equal(AppColumn.Tier, drops.MaxBy(d => d.Value).Key);

        // The style sheet has a rule for each: otherwise the column would be cut.
        var css = File.ReadAllText(Path.Combine(Root(), "src/Dashboard.Web/Components/Pages/Apps/AppsTable.razor.css"));
        Assert.All(drops.Values, width => Assert.Contains($"@container (max-width: {width - 1}px) {{ .from-{width},", css, StringComparison.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Dashboard.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    private static async Task<TestHistory> TwoAsync()
    {
        var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Samples.App, null), TestHistory.Seen(Open, null));
        return history;
    }

    private static IEnumerable<string> Headings(IRenderedComponent<AppsPage> page) => page.FindAll("thead th").Select(h => h.TextContent.Trim());

    private IRenderedComponent<AppsPage> Show(TestHistory history, string address)
    {
        if (Services.All(s => s.ServiceType != typeof(AppListQuery)))
        {
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<AppsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
