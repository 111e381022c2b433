using Microsoft.Playwright;

namespace Dashboard.EndToEnd.Tests;

/// <summary>What every page shares: connection, keyboard, theme, motion and paper.</summary>
public sealed class ShellTests(DashboardProgram program, Browser browser) : IClassFixture<DashboardProgram>, IClassFixture<Browser>
{
    private const string Filtered = "/apps?verdict=NotEnforced&sort=-name";

    [Fact]
    public async Task A_lost_connection_comes_back_with_the_page_and_its_filters()
    {
        await using var visit = await browser.VisitAsync(program);
        var (page, cut) = (visit.Page, false);
        var open = new List<IWebSocketRoute>();
        await page.RouteWebSocketAsync(url => url.Contains("/_blazor", StringComparison.Ordinal), socket =>
        {
            if (cut) _ = socket.CloseAsync();
            else
            {
                open.Add(socket);
                socket.ConnectToServer();
            }
        });
        await page.RouteAsync("**/_blazor/negotiate**", route => cut ? route.AbortAsync() : route.ContinueAsync());
        await visit.OpenAsync(Filtered);
        await page.EvaluateAsync("() => { window.stayed = true; }");
        var heading = await page.Locator("h1").TextContentAsync();
        var dialog = page.Locator("#components-reconnect-modal");

        cut = true;
        foreach (var socket in open) await socket.CloseAsync();
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("filters");
        cut = false;
        await Assertions.Expect(dialog).ToBeHiddenAsync(new LocatorAssertionsToBeHiddenOptions { Timeout = 30_000 });

        Assert.EndsWith(Filtered, page.Url, StringComparison.Ordinal);
        Assert.Equal(heading, await page.Locator("h1").TextContentAsync());
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"), "the page was loaded anew");
        // The circuit is the old one and answers.
        await page.Locator(".side a[href^='/changes']").ClickAsync();
        await page.WaitForURLAsync("**/changes*");
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"), "the page was loaded anew");
    }

    [Fact]
    public async Task A_platform_that_believes_every_proxy_does_not_open_the_demo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "X-Forwarded-For", "127.0.0.1" } } };
        using var answer = await program.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Single_key_shortcuts_work_and_can_be_turned_off()
    {
        await using var visit = await browser.VisitAsync(program);
        var page = visit.Page;
        await visit.OpenAsync("/rules");
        await page.Keyboard.PressAsync("/");
        Assert.Equal("q", await page.EvaluateAsync<string>("() => document.activeElement.name"));
        await page.EvaluateAsync("() => document.activeElement.blur()");

        await page.Keyboard.PressAsync("?");
        var help = page.Locator("#help");
        await Assertions.Expect(help).ToBeVisibleAsync();
        foreach (var key in new[] { "/", "?", "↑", "↓", "←", "→", "Enter", "Esc", "Tab" }) await Assertions.Expect(help).ToContainTextAsync(key);
        await help.Locator("[data-shortcuts]").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(help).ToBeHiddenAsync();

        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.PressAsync("?");
        Assert.NotEqual("q", await page.EvaluateAsync<string?>("() => document.activeElement.name ?? null"));
        await Assertions.Expect(help).ToBeHiddenAsync();
        await visit.OpenAsync("/");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(help).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_theme_is_there_before_the_body_and_follows_the_system()
    {
        await using var visit = await browser.VisitAsync(program, scheme: ColorScheme.Dark);
        var page = visit.Page;
        await page.AddInitScriptAsync("""
            new MutationObserver((_, o) => { if (document.body) { window.themeAtBody = document.documentElement.dataset.theme ?? 'none'; o.disconnect(); } })
              .observe(document, { childList: true, subtree: true });
            """);
        await visit.OpenAsync("/");
        Assert.Equal("dark", await page.EvaluateAsync<string>("() => window.themeAtBody"));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        await page.EvaluateAsync("() => window.dashboardTheme.choose('dark')");
        await page.ReloadAsync();
        Assert.Equal("dark", await page.EvaluateAsync<string>("() => window.themeAtBody"));
    }

    [Fact]
    public async Task The_skip_link_is_first_and_leads_to_the_content()
    {
        await using var visit = await browser.VisitAsync(program);
        var page = visit.Page;
        await visit.OpenAsync("/apps");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => 'skip' in document.activeElement.dataset"), "the first stop is no skip link");
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.getBoundingClientRect().left >= 0"), "the skip link does not show");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Theory]
    [InlineData("/", 1440)]
    [InlineData("/apps", 1440)]
    [InlineData("/apps", 390)]
    [InlineData("/runs", 1440)]
    [InlineData("/status", 390)]
    public async Task The_focus_is_never_hidden_and_targets_are_large_enough(string path, int width)
    {
        await using var visit = await browser.VisitAsync(program, width);
        var page = visit.Page;
        await visit.OpenAsync(path);
        var faults = new List<string>();
        for (var stop = 0; stop < 80; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var fault = await page.EvaluateAsync<string?>(StopScript);
            if (fault == "end") break;
            if (fault is not null) faults.Add(fault);
        }

        faults.AddRange(await page.EvaluateAsync<string[]>(SmallTargetsScript));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Nothing_moves_for_readers_who_asked_for_that()
    {
        await using var visit = await browser.VisitAsync(program);
        await visit.OpenAsync("/");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return parseFloat(s.transitionDuration) > 0 || (s.animationName !== 'none' && parseFloat(s.animationDuration) > 0); }).length"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/apps")]
    [InlineData("/runs")]
    public async Task Paper_is_light_without_navigation_and_says_of_which_run(string path)
    {
        await using var visit = await browser.VisitAsync(program, scheme: ColorScheme.Dark);
        await visit.OpenAsync(path);
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(0, await visit.Page.Locator("header:visible, .side:visible, .no-print:visible").CountAsync());
        Assert.Matches("Run of .*20[0-9]{2}", await visit.Page.Locator(".age").InnerTextAsync());
    }

    [Fact]
    public async Task High_contrast_keeps_the_patterns_of_verdicts_and_the_focus()
    {
        await using var visit = await browser.VisitAsync(program);
        var page = visit.Page;
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active });
        await visit.OpenAsync("/");
        Assert.Equal("none", await page.Locator("main .f-gaps").First.EvaluateAsync<string>("e => getComputedStyle(e).forcedColorAdjust"));
        await page.Keyboard.PressAsync("Tab");
        await page.Locator(".side a").First.FocusAsync();
        Assert.Equal("solid", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
    }

    /// <summary>A stop that something covers, or that lies outside the window; null where it is seen.</summary>
    private const string StopScript = """
        () => {
          const el = document.activeElement;
          if (!el || el === document.body) return 'end';
          const box = el.getBoundingClientRect();
          const name = el.outerHTML.slice(0, 120);
          if (box.bottom <= 0 || box.top >= innerHeight || box.width === 0) return 'outside: ' + name;
          const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2), y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
          const over = document.elementFromPoint(x, y);
          return over === null || el.contains(over) || over.contains(el) || over.closest('label')?.contains(el) ? null : 'covered by ' + over.outerHTML.slice(0, 80) + ': ' + name;
        }
        """;

    /// <summary>Targets under 24 px that are neither in a sentence nor apart from others.</summary>
    private const string SmallTargetsScript = """
        () => [...document.querySelectorAll('button, input, select, summary, [role=button], .ib, .btn, .facet, nav a')]
          .filter(e => e.checkVisibility({ checkVisibilityCSS: true }) && !e.closest('[popover]:not(:popover-open)') && !e.closest('.vh'))
          .filter(e => { const b = (e.closest('label') ?? e).getBoundingClientRect(); return b.width > 1 && (b.width < 24 || b.height < 24); })
          .map(e => { const b = e.getBoundingClientRect(); return `${Math.round(b.width)} x ${Math.round(b.height)}: ${e.outerHTML.slice(0, 100)}`; })
        """;
}
