using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Dashboard.EndToEnd.Tests;

/// <summary>Every page, light and dark, wide and at phone width: no complaint of the browser, no accessibility violation.</summary>
public sealed class PageTests(DashboardProgram program, Browser browser) : IClassFixture<DashboardProgram>, IClassFixture<Browser>
{
    private static readonly string[] Pages = ["/", "/apps", "/changes?period=all&direction=all", "/runs", "/rules", "/connect", "/findings?selected=1", "/exceptions?selected=1", "/exceptions/1", "/exceptions/new", "/exceptions/policy", "/remediation", "/costs", "/assumptions", "/plans", "/snapshots", "/snapshots/2026-10", "/certificates", "/certificates/3", "/certificates/import", "/pkis"];

    public static TheoryData<string, int, ColorScheme> Views()
    {
        var views = new TheoryData<string, int, ColorScheme>();
        foreach (var page in (string[])[.. Pages, "app", "app with what ended", "my apps", "run", "selected"])
        {
            views.Add(page, 1440, ColorScheme.Light);
            views.Add(page, 1440, ColorScheme.Dark);
            views.Add(page, 390, ColorScheme.Light);
        }

        return views;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_opens_without_complaint(string page, int width, ColorScheme scheme)
    {
        await using var visit = await browser.VisitAsync(program, width, scheme);
        if (page == "my apps") await visit.BecomeAsync(program.Address, "owner");
        await visit.OpenAsync(await PathOf(page));
        Assert.True(visit.Complaints.Count == 0, string.Join('\n', visit.Complaints));
        Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
        Assert.True(
            await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
            "the page scrolls sideways");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_has_no_accessibility_violation(string page, int width, ColorScheme scheme)
    {
        await using var visit = await browser.VisitAsync(program, width, scheme, bypassCsp: true);
        if (page == "my apps") await visit.BecomeAsync(program.Address, "owner");
        await visit.OpenAsync(await PathOf(page));
        var result = await visit.Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        var violations = result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" ; ", v.Nodes.Take(3).Select(n => n.Html))}");
        Assert.True(result.Violations.Length == 0, string.Join('\n', violations));
    }

    private async Task<string> PathOf(string page) => page switch
    {
        "app" => "/apps" + await SomeAppAsync(),
        "app with what ended" => "/apps" + await SomeAppAsync() + "?ended=all",
        "my apps" => "/my-apps",
        "run" => "/runs/1",
        "selected" => "/apps?selected=" + Uri.EscapeDataString(await SomeAppAsync()),
        _ => page,
    };

    private async Task<string> SomeAppAsync() =>
        (string)(await program.GetAsync("/api/v1/apps?verdict=NotEnforced&pageSize=1"))["items"]![0]!["resourceId"]!;
}
