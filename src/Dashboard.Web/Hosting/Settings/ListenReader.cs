using System.Net;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>Where the server listens.</summary>
internal static class ListenReader
{
    private const string Key = "Listen";

    /// <summary>Where it listens if nothing is set.</summary>
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>
    /// Reads the addresses, several separated by semicolons. ASP.NET Core's own <c>ASPNETCORE_URLS</c> is honoured where
    /// ours is not set; its <c>Kestrel</c> section is refused, since it could open a port that no check here has seen.
    /// </summary>
    public static List<Uri> Read(SettingSource source, IConfiguration configuration, DashboardMode mode)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            source.WrongOther("Kestrel__Endpoints", "Addresses are not set there.", $"Set {SettingSource.NameOf(Key)}.");

        var own = source.Text(Key);
        var text = own ?? configuration["urls"] ?? Default;
        var name = own is null && configuration["urls"] is not null ? "ASPNETCORE_URLS" : SettingSource.NameOf(Key);
        var addresses = new List<Uri>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(part, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
                source.WrongOther(name, $"'{part}' is no http address with a host and a port.", $"Set for example {Default}; TLS ends in front of the program.");
            else if (mode == DashboardMode.Demo && !IsLoopback(address))
                source.WrongOther(name, $"'{part}' can be reached from other machines, and the demo has no sign-in.", $"Set a loopback address such as {Default}.");
            else
                addresses.Add(address);
        }

        return addresses;
    }

    /// <summary>True for localhost and literal loopback addresses; wildcards are hosts that Uri does not even parse.</summary>
    public static bool IsLoopback(Uri address) =>
        address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
