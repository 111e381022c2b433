using Microsoft.Playwright;

namespace Dashboard.EndToEnd.Tests.SignIn;

/// <summary>What somebody does at the provider's and the dashboard's pages.</summary>
internal static class Person
{
    /// <summary>Opens a page without a session and signs in at the provider, whatever comes after.</summary>
    public static async Task SignInAsync(this Visit visit, string name, string path = "/")
    {
        await visit.Page.GotoAsync(path);
        await visit.Page.GetByLabel("Name").FillAsync(name);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Next" }).ClickAsync();
    }

    /// <summary>The same, and waits for the page.</summary>
    public static async Task EnterAsync(this Visit visit, string name, string path = "/")
    {
        await visit.SignInAsync(name, path);
        await visit.SettleAsync();
    }

    /// <summary>Opens the account menu and returns its text.</summary>
    public static async Task<string> AccountAsync(this IPage page)
    {
        await page.Locator("[popovertarget=account-menu]").ClickAsync();
        return await page.Locator("#account-menu").InnerTextAsync();
    }

    /// <summary>Signs out here, and then at the provider.</summary>
    public static async Task SignOutAsync(this IPage page)
    {
        await page.Locator("[popovertarget=account-menu]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Yes" }).ClickAsync();
        await page.WaitForURLAsync("**/signed-out");
    }
}
