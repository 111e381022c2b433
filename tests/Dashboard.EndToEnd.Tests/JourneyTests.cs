using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd.Tests;

/// <summary>A reader's way through filter, order, columns and rows: the address has all of it, so nothing is ever lost.</summary>
public sealed partial class JourneyTests(DashboardProgram program, Browser browser) : IClassFixture<DashboardProgram>, IClassFixture<Browser>
{
    // A busy machine is slow, not wrong.
    static JourneyTests() => SetDefaultExpectTimeout(30_000);

    [Fact]
    public async Task What_is_chosen_on_the_apps_page_survives_back_a_reload_and_another_browser()
    {
        await using var visit = await browser.VisitAsync(program);
        var page = visit.Page;
        await visit.OpenAsync("/apps");
        await page.Locator(".facet a", new PageLocatorOptions { HasText = "Not enforced" }).First.ClickAsync();
        // A link carries the state that was drawn with it: as a reader does, wait for what was asked to be seen before asking for more.
        await Expect(page.Locator(".pill", new PageLocatorOptions { HasText = "Not enforced" })).ToBeVisibleAsync();
        await ChooseAsync(page, "Reachability", "Public");
        await page.Locator("section.list thead").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Since" }).ClickAsync();
        await Expect(page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Since");
        await page.Locator("button[popovertarget=columns-menu]").ClickAsync();
        await page.Locator("#columns-menu").GetByText("Cost centre").ClickAsync();
        await Expect(page.Locator("section.list thead")).ToContainTextAsync("Cost centre");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("button[popovertarget=rows-menu]").ClickAsync();
        await page.Locator("#rows-menu").GetByText("20 rows").ClickAsync();
        await Expect(page).ToHaveURLAsync(Has("rows=20"));
        await Expect(page.Locator("section.list tbody tr")).ToHaveCountAsync(20);
        var list = page.Url;
        foreach (var part in (string[])["verdict=NotEnforced", "reachability=public", "sort=-since", "columns=", "costCentre"]) Assert.Contains(part, list, StringComparison.Ordinal);
        var rows = await NamesAsync(page);
        Assert.NotEmpty(rows);
        Assert.Equal(await ApiNamesAsync(list), rows);

        await page.Locator("[data-row].name").First.ClickAsync();
        await Expect(page.Locator("aside h2")).ToHaveTextAsync(rows[0]);
        var open = page.Url;
        Assert.Contains("selected=", open, StringComparison.Ordinal);
        Assert.Equal(rows, await NamesAsync(page));

        await page.GoBackAsync();
        await Expect(page.Locator("aside")).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(list);
        Assert.Equal(rows, await NamesAsync(page));

        await page.GoForwardAsync();
        await Expect(page.Locator("aside h2")).ToHaveTextAsync(rows[0]);
        await page.ReloadAsync();
        await visit.SettleAsync();
        await ShowsAsync(visit, rows);

        await using var colleague = await browser.VisitAsync(program);
        await colleague.OpenAsync(open[program.Address.ToString().TrimEnd('/').Length..]);
        await ShowsAsync(colleague, rows);
        Assert.Empty(visit.Complaints.Concat(colleague.Complaints));
    }

    [Fact]
    public async Task The_keyboard_goes_into_the_open_row_and_back_and_the_list_keeps_its_place()
    {
        await using var visit = await browser.VisitAsync(program);
        var page = visit.Page;
        await visit.OpenAsync("/apps");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("input[name=q]")).ToBeFocusedAsync();

        var tenth = page.Locator("[data-row].name").Nth(30);
        await tenth.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var row = page.Locator("[data-row].name").Nth(31);
        await Expect(row).ToBeFocusedAsync();
        var place = await page.EvaluateAsync<int>("() => Math.round(window.scrollY)");
        Assert.True(place > 0, "the list is too short to scroll");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("aside h2")).ToBeFocusedAsync();
        Assert.Equal(place, await page.EvaluateAsync<int>("() => Math.round(window.scrollY)"));

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("aside")).ToHaveCountAsync(0);
        await Expect(row).ToBeFocusedAsync();
        Assert.Equal(place, await page.EvaluateAsync<int>("() => Math.round(window.scrollY)"));
    }

    [Fact]
    public async Task A_long_list_of_values_is_narrowed_and_chosen_by_keyboard()
    {
        await using var visit = await browser.VisitAsync(program);
        var page = visit.Page;
        await visit.OpenAsync("/apps");
        await page.Locator("button[popovertarget=filter-more]").ClickAsync();
        await page.Locator("#filter-more summary", new PageLocatorOptions { HasText = "Owner" }).ClickAsync();
        await page.GetByLabel("Narrow the values of Owner").ClickAsync();
        await page.Keyboard.TypeAsync("TEAM-B");
        await Expect(page.Locator("#filter-more ul[aria-label=Owner] li")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(Has("owner=team-blue"));
        await Expect(page.Locator(".pill")).ToContainTextAsync("team-blue");
    }

    [Fact]
    public async Task The_filter_and_the_moment_go_along_from_page_to_page()
    {
        await using var visit = await browser.VisitAsync(program);
        var page = visit.Page;
        await visit.OpenAsync("/?sensitivity=restricted&asOf=2026-11-10&period=90d");
        foreach (var (name, path) in ((string, string)[])[("Changes", "/changes"), ("Apps", "/apps"), ("Overview", "/")])
        {
            await page.Locator("nav[aria-label=Main]:visible").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = name }).ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "\\?.*sensitivity=restricted.*asOf=2026-11-10"));
            await Expect(page.Locator(".pill")).ToContainTextAsync("Restricted", new LocatorAssertionsToContainTextOptions { IgnoreCase = true });
        }
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(1280)]
    [InlineData(1024)]
    [InlineData(720)]
    public async Task No_usual_column_is_ever_cut(int width)
    {
        await using var visit = await browser.VisitAsync(program, width);
        await visit.OpenAsync("/apps");
        await AllInsideAsync(visit.Page);
        await visit.Page.Locator("[data-row].name").First.ClickAsync();
        await Expect(visit.Page.Locator("aside h2")).ToBeVisibleAsync();
        await AllInsideAsync(visit.Page);
    }

    [Fact]
    public async Task An_app_is_rechecked_on_its_page_by_who_may()
    {
        var id = (string)(await program.GetAsync("/api/v1/apps?pageSize=1"))["items"]![0]!["resourceId"]!;
        await using (var reader = await browser.VisitAsync(program))
        {
            await reader.Page.SetExtraHTTPHeadersAsync([new("X-Demo-Persona", "reader")]);
            await reader.OpenAsync("/apps" + id);
            await Expect(reader.Page.Locator(".page-acts")).ToContainTextAsync("Re-checking needs the Security role");
        }

        await using var visit = await browser.VisitAsync(program);
        await visit.Page.SetExtraHTTPHeadersAsync([new("X-Demo-Persona", "security")]);
        await visit.OpenAsync("/apps" + id);
        var before = await visit.Page.Locator("#rules-title + .sub time").GetAttributeAsync("datetime");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Re-check now" }).ClickAsync();
        await Expect(visit.Page.Locator(".page-acts [role=status]")).ToContainTextAsync(
            new Regex("Checked"), new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(visit.Page.Locator("#rules-title + .sub time")).Not.ToHaveAttributeAsync("datetime", before!);
    }

    [GeneratedRegex(@"[?&](page|rows|columns|selected)=[^&]*")]
    private static partial Regex OnlyOfThePage();

    private static Regex Has(string part) => new(Regex.Escape(part));

    private static async Task ChooseAsync(IPage page, string field, string value)
    {
        await page.Locator("button[popovertarget=filter-more]").ClickAsync();
        await page.Locator("#filter-more summary", new PageLocatorOptions { HasText = field }).ClickAsync();
        await page.Locator($"#filter-more ul[aria-label='{field}'] a", new PageLocatorOptions { HasText = value }).ClickAsync();
        await Expect(page.Locator(".pill", new PageLocatorOptions { HasText = field })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
    }

    private static async Task ShowsAsync(Visit visit, IReadOnlyList<string> rows)
    {
        Assert.Equal(rows, await NamesAsync(visit.Page));
        await Expect(visit.Page.Locator("aside h2")).ToHaveTextAsync(rows[0]);
        await Expect(visit.Page.Locator("section.list thead")).ToContainTextAsync("Cost centre");
        await Expect(visit.Page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Since");
    }

    private static async Task AllInsideAsync(IPage page) => Assert.True(await page.EvaluateAsync<bool>(
        "() => { const s = document.querySelector('.scroll'); return s.scrollWidth <= s.clientWidth; }"), "a column is cut");

    private static async Task<IReadOnlyList<string>> NamesAsync(IPage page) =>
        [.. (await page.Locator("tbody [data-row].name").AllTextContentsAsync()).Select(n => n.Trim())];

    /// <summary>What the API lists under the filter and order of a page's address.</summary>
    private async Task<IReadOnlyList<string>> ApiNamesAsync(string address)
    {
        var query = "?" + OnlyOfThePage().Replace(new Uri(address).Query, "").TrimStart('?', '&');
        var items = (await program.GetAsync($"/api/v1/apps{query}&pageSize=20"))["items"]!.AsArray();
        return [.. items.Select(i => (string)i!["name"]!)];
    }
}
