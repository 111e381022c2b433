using System.Reflection;
using Dashboard.Web.Access;
using Dashboard.Web.Hosting;
using Dashboard.Web.Tests.SignIn;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;

namespace Dashboard.Web.Tests.Security;

/// <summary>Nothing is reached that does not say for whom it is: by the name of a policy, or on a short list that was thought about.</summary>
public sealed class PolicyTests(RunningDemo demo)
{
    /// <summary>What is open to everybody, static files aside, and why.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["/health/live"] = "a platform asks; says nothing of the estate",
        ["/health/ready"] = "the same",
        ["/sign-in"] = "who comes in is nobody yet",
        ["/sign-out"] = "asks by itself whose session it is, and for the form's token",
        ["/signed-out"] = "who reads it has left",
        ["/sign-in-refused"] = "who reads it did not get in",
        ["/signin-oidc"] = "the way back from the provider, guarded by the protocol",
        ["/signout-callback-oidc"] = "the same",
    };

    [Fact]
    public async Task Every_endpoint_of_the_demo_names_its_policy() => Hold(await RouteTable.OfAsync(demo.App));

    [Fact]
    public async Task Every_endpoint_of_a_real_estate_names_its_policy()
    {
        await using var azure = await RunningAzure.StartAsync();
        var table = await RouteTable.OfAsync(azure.App);
        Hold(table);
        Assert.Equal(Open.Keys.Order(), table.Routes.Where(r => r.Anonymous && r.Kind is not ("asset" or "framework")).Select(r => r.Route).Distinct().Order());
    }

    [Fact]
    public async Task An_endpoint_without_a_policy_is_found()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/new", () => "").WithMetadata(new AuthorizeAttribute());
        app.MapGet("/open", () => "").AllowAnonymous();
        app.MapGet("/typo", () => "").RequireAuthorization("Raed");
        var found = RouteTable.Endpoints(app).Select(RouteTable.EntryOf).Where(r => Fault(r) is not null).Select(r => r.Route);
        Assert.Equal(["/new", "/open", "/typo"], found);
    }

    [Fact]
    public void Every_page_names_its_policy_itself()
    {
        // What the server asks for at a request does not count for somebody who goes from page to page inside a circuit.
        var pages = typeof(DashboardHost).Assembly.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any()).ToList();
        Assert.True(pages.Count > 10);
        Assert.All(pages, page => Assert.Contains(page.GetCustomAttributes<AuthorizeAttribute>(), a => a.Policy is { } name && Policies.RolesOf.ContainsKey(name)));
    }

    private static void Hold(RouteTable table)
    {
        Assert.True(table.Routes.Count > 40);
        Assert.Empty(table.Routes.Select(Fault).OfType<string>());
    }

    private static string? Fault(RouteEntry route)
    {
        var name = $"{string.Join('|', route.Methods)} {route.Route}";
        if (route.Anonymous) return route.Kind is "asset" or "framework" || Open.ContainsKey(route.Route) ? null : $"{name} is open, and is not on the list.";
        // Files that were added after the build, of which there are none: the framework's own, for whoever the fallback lets in.
        if (route is { Kind: "framework", Route: "/{**path:file}" }) return null;
        if (route.Policies.Count == 0) return $"{name} names no policy.";
        return route.Policies.All(Policies.RolesOf.ContainsKey) ? null : $"{name} names a policy that is not there.";
    }
}
