using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dashboard.Web.Access.Edge;

/// <summary>How large a request may be. Only the imports of certificates take more, and say so at their endpoints; the largest other body is a form, or a
/// message of an open page.</summary>
internal static class ServerLimits
{
    /// <summary>The largest message of an open page.</summary>
    public const int MaxMessage = 64 * 1024;

    /// <summary>Sets the server's bounds.</summary>
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 128 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
