using Dashboard.Azure;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>Who may issue tokens.</summary>
internal static class Authorities
{
    /// <summary>Tokens of these are of whichever tenant somebody comes from.</summary>
    private static readonly string[] ManyTenants = ["common", "organizations", "consumers"];

    /// <summary>Entra ID of a cloud, version 2, for one tenant.</summary>
    public static string Of(AzureCloud cloud, string tenant) => cloud switch
    {
        AzureCloud.Public => $"https://login.microsoftonline.com/{tenant}/v2.0",
        AzureCloud.Government => $"https://login.microsoftonline.us/{tenant}/v2.0",
        AzureCloud.China => $"https://login.partner.microsoftonline.cn/{tenant}/v2.0",
    };

    /// <summary>Why an authority cannot be trusted; null where it can.</summary>
    public static string? Problem(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return "is no absolute https address";
        if (address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0) return "has more than a host and a path";
        if (address.Scheme == Uri.UriSchemeHttp && !ListenReader.IsLoopback(address)) return "is plain http, which is for this machine only";
        return address.Segments.Any(s => ManyTenants.Contains(s.Trim('/'), StringComparer.OrdinalIgnoreCase)) ? "vouches for many tenants" : null;
    }
}
