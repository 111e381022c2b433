using System.Net;
using System.Net.Sockets;

namespace Dashboard.Azure;

/// <summary>
/// Tells literal loopback hosts: 127.0.0.0/8, [::1] and localhost. <see cref="Uri.IsLoopback"/> is not used because it
/// also accepts other schemes and spellings (<c>file:///</c>, <c>loopback</c>, mapped addresses).
/// </summary>
internal static class Loopback
{
    /// <summary>True for an http or https address of this machine, written literally.</summary>
    public static bool Is(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)) return false;
        if (address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (!IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip)) return false;
        return ip.AddressFamily == AddressFamily.InterNetwork ? ip.GetAddressBytes()[0] == 127 : ip.Equals(IPAddress.IPv6Loopback);
    }
}
