using System.Net;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>The settings of what stands between browsers and the server.</summary>
internal static class EdgeReader
{
    private const string Public = "PublicUrl";

    /// <summary>On App Service the front ends speak to the container from a link-local address, which nothing outside of the machine can have.</summary>
    private static readonly IPNetwork AppServiceFrontEnds = new(IPAddress.Parse("169.254.0.0"), 16);

    /// <summary>Reads them; null in demo mode, and where no address is known under which sign-in could return.</summary>
    public static EdgeSettings? Read(
        SettingSource source, IConfiguration configuration, DashboardMode mode, bool serving, IReadOnlyList<Uri> listen)
    {
        var set = PublicUrl(source);
        var proxies = Parsed<IPAddress>(source, "ForwardedHeaders:KnownProxies", IPAddress.TryParse, "an address such as 10.0.0.4");
        var networks = Parsed<IPNetwork>(source, "ForwardedHeaders:KnownNetworks", IPNetwork.TryParse, "a network such as 10.0.0.0/24");
        var requests = source.Number("Limits:RequestsPerMinute", 600, 10, 1_000_000);
        var signIns = source.Number("Limits:SignInsPerMinute", 120, 5, 1_000_000);
        if (mode == DashboardMode.Demo) return null;
        if (configuration["WEBSITE_SITE_NAME"] is { Length: > 0 } && proxies.Count + networks.Count == 0) networks.Add(AppServiceFrontEnds);
        var address = set ?? Default(configuration, listen);
        // One line is enough for who has not set up sign-in at all.
        if (address is null && serving && source.IsSet("SignIn") && source.Text(Public) is null)
            source.Wrong(Public, "The server must know the address that browsers use.", "Set for example https://mtls.example.com.");
        return address is null ? null : new EdgeSettings(address, proxies, networks, requests, signIns);
    }

    /// <summary>App Service tells its own name; a server on loopback is reached where it listens.</summary>
    private static Uri? Default(IConfiguration configuration, IReadOnlyList<Uri> listen)
    {
        if (configuration["WEBSITE_HOSTNAME"] is { Length: > 0 } host && Uri.TryCreate("https://" + host, UriKind.Absolute, out var site)) return site;
        return listen.Count > 0 && listen.All(ListenReader.IsLoopback) ? listen[0] : null;
    }

    private static Uri? PublicUrl(SettingSource source)
    {
        if (source.Text(Public) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.PathAndQuery != "/"
            || address.UserInfo.Length + address.Fragment.Length > 0)
            source.Wrong(Public, $"'{text}' is no https address of a host.", "Set for example https://mtls.example.com, without a path.");
        else if (address.Scheme == Uri.UriSchemeHttp && !ListenReader.IsLoopback(address))
            source.Wrong(Public, $"'{text}' is plain http: cookies would travel in the clear.", "Set an https address.");
        else
            return address;
        return null;
    }

    private delegate bool Parser<T>(string text, out T? value);

    private static List<T> Parsed<T>(SettingSource source, string key, Parser<T> parse, string what)
    {
        var values = new List<T>();
        foreach (var text in source.List(key))
        {
            if (parse(text, out var value) && value is not null) values.Add(value);
            else source.Wrong(key, $"'{text}' cannot be used.", $"Set {what}.");
        }

        return values;
    }
}
