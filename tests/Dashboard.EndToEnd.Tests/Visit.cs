using Microsoft.Playwright;

namespace Dashboard.EndToEnd.Tests;

/// <summary>One visitor's window, with the complaints of the browser: script errors, refused scripts, failed requests.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Another tab of the same browser.</summary>
    public Task<IPage> OpenTabAsync() => _context.NewPageAsync();

    /// <summary>The cookies that the browser sends to an address, as one header.</summary>
    public async Task<string> CookiesAsync(Uri address) =>
        string.Join("; ", (await _context.CookiesAsync([address.ToString()])).Select(c => $"{c.Name}={c.Value}"));

    public List<string> Complaints { get; } = [];

    public static async Task<Visit> StartAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        page.Console += (_, message) => { if (message.Type is "error") visit.Complaints.Add(message.Text); };
        page.PageError += (_, error) => visit.Complaints.Add(error);
        page.Response += (_, response) => { if (response.Status >= 400) visit.Complaints.Add($"{response.Status} {response.Url}"); };
        await page.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI));");
        return visit;
    }

    /// <summary>Becomes a persona of the demo.</summary>
    public Task BecomeAsync(Uri address, string persona) =>
        _context.AddCookiesAsync([new Cookie { Name = "dashboard-persona", Value = persona, Url = address.ToString() }]);

    /// <summary>Opens a page and waits until it is interactive and every panel has come.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await SettleAsync();
    }

    /// <summary>Waits until the page is a live one and no panel is loading any more.</summary>
    public async Task SettleAsync()
    {
        await Page.WaitForFunctionAsync("() => 'live' in document.documentElement.dataset && document.querySelector('h1') !== null");
        await Page.WaitForFunctionAsync("() => document.querySelectorAll('[aria-busy=\"true\"], .skeleton').length === 0");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
