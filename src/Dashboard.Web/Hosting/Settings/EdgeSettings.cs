using System.Net;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>How the world reaches a server that has sign-in.</summary>
/// <param name="PublicUrl">The one address that browsers use, scheme, host and port. No header can put another in its place.</param>
/// <param name="KnownProxies">Proxies whose word about the caller's address counts.</param>
/// <param name="KnownNetworks">Networks of such proxies.</param>
/// <param name="RequestsPerMinute">Requests that one user, or one address of nobody known, may send in a minute.</param>
/// <param name="SignInsPerMinute">Steps of sign-in that one address may take in a minute.</param>
public sealed record EdgeSettings(
    Uri PublicUrl, IReadOnlyList<IPAddress> KnownProxies, IReadOnlyList<IPNetwork> KnownNetworks, int RequestsPerMinute, int SignInsPerMinute)
{
    /// <summary>True where browsers use TLS, which ends in front of the program.</summary>
    public bool IsHttps => PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>What a browser of ours sends as its origin.</summary>
    public string Origin => PublicUrl.GetLeftPart(UriPartial.Authority);
}
