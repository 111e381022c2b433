using Dashboard.Web.Access.Actions;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Dashboard.Web.Hosting;

/// <summary>One way into a server.</summary>
/// <param name="Kind"><c>page</c>, <c>endpoint</c>, <c>circuit</c> (the pages' own connection), <c>framework</c>, <c>asset</c> or <c>sign-in</c> (answered before routing).</param>
/// <param name="Methods">Its methods; none is any.</param>
/// <param name="Route">The pattern, from the root.</param>
/// <param name="Policies">All that it asks for by name.</param>
/// <param name="Anonymous">True where nobody is asked.</param>
internal sealed record RouteEntry(string Kind, IReadOnlyList<string> Methods, string Route, IReadOnlyList<string> Policies, bool Anonymous);

/// <summary>What a server answers to, from the very endpoints that it serves.</summary>
/// <param name="Mode">Whose estate.</param>
/// <param name="Roles">Every role.</param>
/// <param name="Actions">What can be done on pages.</param>
/// <param name="Routes">Every way in.</param>
internal sealed record RouteTable(DashboardMode Mode, IReadOnlyList<string> Roles, IReadOnlyList<PageAction> Actions, IReadOnlyList<RouteEntry> Routes)
{
    /// <summary>The table of a server that was built; it need not have been started.</summary>
    public static async Task<RouteTable> OfAsync(WebApplication app)
    {
        var routes = Endpoints(app).Select(EntryOf).Concat(await SignInPathsAsync(app.Services));
        return new RouteTable(
            app.Services.GetRequiredService<DashboardSettings>().Mode, Access.Roles.All, PageActions.All,
            [.. routes.OrderBy(r => r.Route, StringComparer.Ordinal).ThenBy(r => string.Join(' ', r.Methods), StringComparer.Ordinal)]);
    }

    /// <summary>The endpoints themselves.</summary>
    public static IEnumerable<RouteEndpoint> Endpoints(IEndpointRouteBuilder app) => app.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    /// <summary>An endpoint as a row.</summary>
    public static RouteEntry EntryOf(RouteEndpoint endpoint)
    {
        var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        return new RouteEntry(
            KindOf(endpoint, route), endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [], route,
            [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
    }

    private static string KindOf(RouteEndpoint endpoint, string route)
    {
        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) return "page";
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return "asset";
        if (route.StartsWith("/_blazor", StringComparison.Ordinal)) return "circuit";
        return route.StartsWith("/_framework", StringComparison.Ordinal) || route == "/{**path:file}" ? "framework" : "endpoint";
    }

    /// <summary>Paths that a sign-in scheme answers by itself, before any endpoint is asked.</summary>
    private static async Task<IEnumerable<RouteEntry>> SignInPathsAsync(IServiceProvider services)
    {
        var paths = new List<PathString>();
        foreach (var scheme in await services.GetRequiredService<IAuthenticationSchemeProvider>().GetRequestHandlerSchemesAsync())
        {
            if (scheme.HandlerType != typeof(OpenIdConnectHandler))
                throw new InvalidOperationException($"What the scheme {scheme.Name} answers to is not known.");
            var options = services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(scheme.Name);
            paths.AddRange([options.CallbackPath, options.SignedOutCallbackPath, options.RemoteSignOutPath]);
        }

        return paths.Where(p => p.HasValue).Select(p => new RouteEntry("sign-in", [], p.Value!, [], Anonymous: true));
    }
}
