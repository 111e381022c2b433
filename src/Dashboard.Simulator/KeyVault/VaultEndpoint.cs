using System.Globalization;
using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.KeyVault;

/// <summary>
/// The certificates of vaults, as Key Vault's data plane answers for them. A vault stands under <c>/vaults/{name}</c>, since all of them share one
/// loopback address; ids name the host that Azure would have it under, and links the address that was asked.
/// </summary>
internal sealed class VaultEndpoint(World world)
{
    public const string Root = "/vaults";

    private const int PageSize = 25;
    private const string Skip = "$skiptoken";

    private static readonly string[] Versions = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01", "2026-04-01"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root + "/{vault}/certificates", ListAsync);
        routes.MapGet(Root + "/{vault}/certificates/{name}/versions", ListVersionsAsync);
        routes.MapGet(Root + "/{vault}/certificates/{name}/{version?}", GetAsync);
    }

    /// <summary>Whether a request is for a vault.</summary>
    public static bool Serves(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a vault answers to whoever shows no token: where to get one, and for what.</summary>
    public static Task ChallengeAsync(HttpContext http, string tenant)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = $"Bearer authorization=\"https://login.windows.net/{tenant}\", resource=\"https://vault.azure.net\"";
        return http.WriteJsonAsync(new Bag { ["error"] = new Bag { ["code"] = "Unauthorized", ["message"] = "AKV10000: Request is missing a Bearer or PoP token." } });
    }

    private Task ListAsync(HttpContext http)
    {
        var at = world.Clock.Now;
        var vault = Vault(http);
        return WriteAsync(http, [.. vault.Certificates.Where(c => c.IsThere(at))], c => Answers(vault).Item(c, c.At(at).Last(), withVersion: false));
    }

    private Task ListVersionsAsync(HttpContext http)
    {
        var vault = Vault(http);
        var certificate = Certificate(http, vault);
        // In no order that anybody could lean on.
        return WriteAsync(
            http, [.. certificate.At(world.Clock.Now).OrderBy(v => v.Id, StringComparer.Ordinal)], v => Answers(vault).Item(certificate, v, withVersion: true));
    }

    private Task GetAsync(HttpContext http)
    {
        ApiVersions.Demand(http.Request, Versions);
        var vault = Vault(http);
        var certificate = Certificate(http, vault);
        var versions = certificate.At(world.Clock.Now).ToList();
        var asked = Route(http, "version");
        var version = asked.Length == 0 ? versions[^1]
            : versions.Find(v => v.Id.Equals(asked, StringComparison.OrdinalIgnoreCase)) ?? throw NotFound(certificate.Name);
        return http.WriteJsonAsync(Answers(vault).Whole(certificate, version));
    }

    private VaultAnswers Answers(VaultSpec vault) => new(vault, world.Certificates, world.Clock.Now);

    private VaultSpec Vault(HttpContext http)
    {
        var name = Route(http, "vault");
        return world.Vaults.FirstOrDefault(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArmError(404, "VaultNotFound", $"There is no vault '{name}' here.");
    }

    private CertificateSpec Certificate(HttpContext http, VaultSpec vault)
    {
        var name = Route(http, "name");
        return vault.Certificates.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && c.IsThere(world.Clock.Now)) ?? throw NotFound(name);
    }

    private static ArmError NotFound(string name) => new(404, "CertificateNotFound",
        $"A certificate with (name/id) {name} was not found in this key vault. If you recently deleted this certificate you may be able to recover it using the correct recovery command.");

    private static string Route(HttpContext http, string key) => http.Request.RouteValues[key]?.ToString() ?? "";

    private static Task WriteAsync<T>(HttpContext http, IReadOnlyList<T> all, Func<T, Bag> item)
    {
        ApiVersions.Demand(http.Request, Versions);
        var query = http.Request.Query;
        var size = Number(query["maxresults"].ToString(), PageSize);
        if (size is < 1 or > PageSize)
        {
            throw new ArmError(400, "BadParameter", $"maxresults is 1 to {PageSize}.");
        }

        var skip = Number(query[Skip].ToString(), 0);
        return http.WriteJsonAsync(new Bag
        {
            ["value"] = all.Skip(skip).Take(size).Select(object? (one) => item(one)).ToArray(),
            ["nextLink"] = skip + size < all.Count ? NextLink(http.Request, skip + size) : null,
        });
    }

    private static string NextLink(HttpRequest request, int skip)
    {
        var kept = request.Query.Where(q => q.Key != Skip).Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
        return string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', kept)}&{Skip}={skip}");
    }

    private static int Number(string text, int otherwise) => text.Length == 0 ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArmError(400, "BadParameter", $"'{text}' is no number.");
}
