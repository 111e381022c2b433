using System.Net;
using Dashboard.Web.Api;

namespace Dashboard.Web.Access.Demo;

/// <summary>
/// Keeps the demo, which has no sign-in, on this machine. It stands first in the pipeline and looks at the socket's own
/// address: whatever a proxy claims in a header comes too late, and a request that passed one is refused.
/// </summary>
internal static class DemoGuard
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Real-IP"];
    private static readonly string[] ProxyPrefixes = ["X-Forwarded-", "X-ARR-"];
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Refuses what did not come straight from this machine.</summary>
    public static IApplicationBuilder UseDemoGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Refusal(context) is { } reason)
            await Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "The demo serves this machine only", reason);
        else
            await next(context);
    });

    /// <summary>Why a request is refused; null where it is not.</summary>
    public static string? Refusal(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } remote || !IsLoopback(remote))
            return "The connection does not come from this machine.";
        foreach (var name in context.Request.Headers.Select(h => h.Key))
        {
            if (ProxyHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
                || Array.Exists(ProxyPrefixes, p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)))
                return "The request passed a proxy.";
        }

        // A name that merely resolves to this machine may be an attacker's page (DNS rebinding).
        if (!Hosts.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return "The Host header must be localhost, 127.0.0.1 or [::1].";

        // A page of another program on this machine may not open circuits or send forms here.
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals($"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase)
            ? null
            : "The request comes from a page of another origin.";
    }

    private static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
