using System.Net.Sockets;
using System.Security.Authentication;

namespace Dashboard.Azure.Pipeline;

/// <summary>Why there was no connection.</summary>
internal enum ConnectionFault
{
    /// <summary>Something else broke it.</summary>
    Other,

    /// <summary>The host's name is not known.</summary>
    NameNotFound,

    /// <summary>Nobody listens, or a firewall says no.</summary>
    Refused,

    /// <summary>TLS failed: no trusted certificate, or no TLS at all.</summary>
    NotTrusted,

    /// <summary>Nothing came in time.</summary>
    Silent,
}

/// <summary>Tells faults of a connection apart by the exceptions that Azure.Core wraps.</summary>
internal static class ConnectionFaults
{
    /// <summary>The fault that <paramref name="failure"/> or one of its causes tells of.</summary>
    public static ConnectionFault Of(Exception failure)
    {
        // Retries of Azure.Core's own would come as an aggregate; the last one is what stands.
        for (var e = failure; e is not null; e = e is AggregateException { InnerExceptions: [.., var last] } ? last : e.InnerException)
        {
            if (Own(e) is { } fault) return fault;
        }

        return ConnectionFault.Other;
    }

    private static ConnectionFault? Own(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => ConnectionFault.NameNotFound,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ConnectionFault.NotTrusted,
        AuthenticationException => ConnectionFault.NotTrusted,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => ConnectionFault.NameNotFound,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => ConnectionFault.Refused,
        SocketException { SocketErrorCode: SocketError.TimedOut } or TimeoutException or OperationCanceledException => ConnectionFault.Silent,
        _ => null,
    };
}
