using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Access;

/// <summary>What cookies are called.</summary>
internal static class CookieNames
{
    /// <summary>
    /// With TLS, a name that browsers take from this very host and path only, so that no neighbouring site can set it. Without, for a
    /// provider and a browser on this machine, the plain name.
    /// </summary>
    public static string Of(string name, EdgeSettings? edge) => edge is { IsHttps: true } ? "__Host-" + name : name;
}
