namespace Dashboard.Azure.KeyVault;

/// <summary>A vault: where it is asked, and by which host its certificates name it.</summary>
/// <param name="Endpoint">Its address without a slash at the end.</param>
/// <param name="Host">Its host in lower case; of one that is simulated here, the host that Azure would have it under.</param>
internal sealed record VaultAddress(Uri Endpoint, string Host)
{
    private const string SimulatedRoot = "/vaults/";

    /// <summary>Reads the address of a vault.</summary>
    /// <param name="address">The address.</param>
    /// <param name="suffix">The suffix of vaults in the cloud.</param>
    /// <param name="loopback">Whether Resource Manager is on this machine: then vaults are too, and else none is.</param>
    /// <exception cref="ArgumentException">It is none of this cloud, or would mix what is simulated with what is real.</exception>
    public static VaultAddress Of(Uri address, string suffix, bool loopback)
    {
        if (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
            throw new ArgumentException("The address of a vault must be https, without user or query.");
        if (Loopback.Is(address) != loopback)
        {
            throw new ArgumentException(loopback
                ? "Resource Manager is on this machine, so vaults must be too: what is simulated and what is real do not mix."
                : "A vault on this machine goes with a Resource Manager on this machine only: what is simulated and what is real do not mix.");
        }

        var path = address.AbsolutePath.TrimEnd('/');
        if (loopback)
        {
            var name = path.StartsWith(SimulatedRoot, StringComparison.Ordinal) ? path[SimulatedRoot.Length..] : "";
            return IsName(name) ? new VaultAddress(Bare(address, path), $"{name.ToLowerInvariant()}.{suffix}")
                : throw new ArgumentException("The address of a simulated vault ends with /vaults/NAME.");
        }

        var host = address.IdnHost.ToLowerInvariant();
        return path.Length == 0 && address.IsDefaultPort && host.EndsWith($".{suffix}", StringComparison.Ordinal) && IsName(host[..^(suffix.Length + 1)])
            ? new VaultAddress(Bare(address, ""), host)
            : throw new ArgumentException($"The address of a vault of this cloud is https://NAME.{suffix}.");
    }

    /// <summary>Whether a request goes to this vault.</summary>
    public bool Covers(Uri request) => AzureSettings.OriginOf(request) == AzureSettings.OriginOf(Endpoint)
        && request.AbsolutePath.StartsWith($"{Endpoint.AbsolutePath.TrimEnd('/')}/certificates", StringComparison.Ordinal);

    private static bool IsName(string text) => text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static Uri Bare(Uri address, string path) => new($"{address.Scheme}://{address.Authority}{path}");
}
