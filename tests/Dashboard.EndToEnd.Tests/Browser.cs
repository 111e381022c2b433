using Microsoft.Playwright;

namespace Dashboard.EndToEnd.Tests;

/// <summary>Debian's Chromium, driven by Playwright, and what it complains about.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A new visitor. <paramref name="bypassCsp"/> only for the accessibility scan, which injects its script.</summary>
    public Task<Visit> VisitAsync(
        DashboardProgram program, int width = 1440, ColorScheme scheme = ColorScheme.Light, bool bypassCsp = false) =>
        VisitAsync(program.Address, width, scheme, bypassCsp);

    public async Task<Visit> VisitAsync(Uri address, int width = 1440, ColorScheme scheme = ColorScheme.Light, bool bypassCsp = false)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            BypassCSP = bypassCsp,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await Visit.StartAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
