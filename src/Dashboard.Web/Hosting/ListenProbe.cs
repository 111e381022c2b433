using System.Net;
using System.Net.Sockets;
using Dashboard.Web.Cli;

namespace Dashboard.Web.Hosting;

/// <summary>Asks whether addresses are free before the server starts, which would tell it in forty lines.</summary>
internal static class ListenProbe
{
    /// <summary>Opens and closes each address.</summary>
    /// <exception cref="OperatorException">One cannot be opened.</exception>
    public static void EnsureFree(IReadOnlyList<Uri> addresses)
    {
        foreach (var address in addresses)
        {
            var ip = IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Loopback;
            using var listener = new TcpListener(ip, address.Port);
            try
            {
                listener.Start();
            }
            catch (SocketException e)
            {
                var why = e.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse => "the port is in use",
                    SocketError.AccessDenied => "this account may not open the port",
                    SocketError.AddressNotAvailable => "this machine has no such address",
                    _ => "it cannot be opened",
                };
                throw new OperatorException($"Dashboard__Listen: {address.GetLeftPart(UriPartial.Authority)}: {why}. Set another, for example http://127.0.0.1:5081.");
            }
        }
    }
}
