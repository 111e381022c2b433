using System.Globalization;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.ResourceManager;

/// <summary>ARM's list envelope, page by page through <c>nextLink</c>.</summary>
internal static class ArmList
{
    private const int PageSize = 100;
    private const string Parameter = "$skiptoken";

    public static Task WriteAsync(HttpContext http, IEnumerable<Resource> resources)
    {
        var ordered = resources.Where(r => r.Arm is not null).OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        var skip = Skip(http.Request);
        return http.WriteJsonAsync(new Bag
        {
            ["value"] = ordered.Skip(skip).Take(PageSize).Select(object? (r) => r.Arm).ToArray(),
            ["nextLink"] = skip + PageSize < ordered.Count ? NextLink(http.Request, skip + PageSize) : null,
            ["id"] = null,
        });
    }

    private static int Skip(HttpRequest request)
    {
        var token = request.Query[Parameter].ToString();
        if (token.Length == 0)
        {
            return 0;
        }

        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            ? skip
            : throw new ArmError(400, "InvalidSkipToken", "The skip token is invalid.");
    }

    private static string NextLink(HttpRequest request, int skip)
    {
        var query = request.Query.Where(q => !q.Key.Equals(Parameter, StringComparison.OrdinalIgnoreCase))
            .Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}")
            .Append(string.Create(CultureInfo.InvariantCulture, $"{Parameter}={skip}"));
        return $"{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query)}";
    }
}
