using Dashboard.Web.Access.Certificates;
using Dashboard.Web.Api;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace Dashboard.Web.Access.Edge;

/// <summary>
/// Stands first in the pipeline of a server that others reach. From here on a request has the configured address whatever its
/// headers say, so that no link, cookie or way back from sign-in can lead elsewhere.
/// </summary>
internal static class EdgeGuard
{
    /// <summary>Takes the caller's address from known proxies alone, refuses foreign hosts and origins, and pins the rest.</summary>
    public static IApplicationBuilder UseEdgeGuard(this IApplicationBuilder app, EdgeSettings edge)
    {
        // With empty lists the framework's own check takes everybody's word.
        if (edge.KnownProxies.Count + edge.KnownNetworks.Count > 0) app.UseForwardedHeaders(Forwarded(edge));
        return app.Use(async (context, next) =>
        {
            if (Refusal(context.Request, edge) is { } reason)
            {
                await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, "The request is not for this server", reason);
                return;
            }

            // Whoever reads it without asking for certificates would believe a caller.
            if (!context.RequestServices.GetRequiredService<ClientCertificates>().Asked) context.Request.Headers.Remove(ClientCertificates.Header);
            context.Request.Scheme = edge.PublicUrl.Scheme;
            context.Request.Host = new HostString(edge.PublicUrl.Authority);
            await next(context);
        });
    }

    /// <summary>Why a request is refused; null where it is not.</summary>
    public static string? Refusal(HttpRequest request, EdgeSettings edge)
    {
        // A platform asks for health by an address of its own; the answers say nothing of the estate.
        if (!IsOurs(request.Host, edge.PublicUrl) && !request.Path.StartsWithSegments("/health"))
            return "Its Host is not the one of Dashboard__PublicUrl.";

        // A page of another site may not open circuits, send forms or call the API, whatever cookies its browser has.
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals(edge.Origin, StringComparison.OrdinalIgnoreCase)
            ? null
            : "It comes from a page of another origin.";
    }

    private static bool IsOurs(HostString host, Uri url)
    {
        var port = host.Port ?? (url.Scheme == Uri.UriSchemeHttps ? 443 : 80);
        return port == url.Port && host.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Scheme and host are configured; all that a proxy has to tell is who asks.</summary>
    private static ForwardedHeadersOptions Forwarded(EdgeSettings edge)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
        // The framework's own list trusts this machine, from where a neighbouring program could call.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in edge.KnownNetworks) options.KnownIPNetworks.Add(network);
        foreach (var proxy in edge.KnownProxies) options.KnownProxies.Add(proxy);
        return options;
    }
}
