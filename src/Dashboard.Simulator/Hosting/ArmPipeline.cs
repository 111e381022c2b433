using System.Globalization;
using Dashboard.Simulator.KeyVault;
using Dashboard.Simulator.Kql.Values;
using Dashboard.Simulator.RetailPrices;

namespace Dashboard.Simulator.Hosting;

/// <summary>What ARM does around every request: headers, authentication, errors in its own form.</summary>
internal sealed class ArmPipeline(World world, int latencyMs)
{
    private int reads = 12_000;

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        AddHeaders(http);
        if (latencyMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latencyMs), TimeProvider.System, http.RequestAborted);
        }

        if (!HasToken(http.Request) && !IsPublic(http.Request))
        {
            await (VaultEndpoint.Serves(http.Request) ? VaultEndpoint.ChallengeAsync(http, world.TenantId) : RefuseAsync(http));
            return;
        }

        try
        {
            await next(http);
            await ExplainEmptyAsync(http);
        }
        catch (ArmError error)
        {
            http.Response.StatusCode = error.Status;
            await http.WriteJsonAsync(error.ToJson());
        }
    }

    /// <summary>List prices are for everybody.</summary>
    private static bool IsPublic(HttpRequest request) => request.Path.Equals(PriceEndpoint.Path, StringComparison.OrdinalIgnoreCase);

    private static bool HasToken(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } value
        && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && value.Length > "Bearer ".Length;

    private void AddHeaders(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var id = Guid.NewGuid().ToString();
        var correlation = request.Headers["x-ms-correlation-request-id"].ToString() is { Length: > 0 } given ? given : id;
        var now = world.Clock.Now.UtcDateTime;
        var headers = response.Headers;
        headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = "no-cache";
        headers.Pragma = "no-cache";
        headers.Expires = "-1";
        headers["x-content-type-options"] = "nosniff";
        headers["x-ms-request-id"] = id;
        headers["x-ms-correlation-request-id"] = correlation;
        headers["x-ms-routing-request-id"] = string.Create(CultureInfo.InvariantCulture, $"SIMULATOR:{now:yyyyMMdd'T'HHmmss'Z'}:{id}");

        // Resets itself so that a long run never sees it at zero: ARM's own throttling is not simulated.
        var left = Math.Abs(Interlocked.Decrement(ref reads)) % 12_000;
        var kind = request.Path.StartsWithSegments("/subscriptions", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue ? "subscription" : "tenant";
        headers[$"x-ms-ratelimit-remaining-{kind}-reads"] = left.ToString(CultureInfo.InvariantCulture);
    }

    private async Task RefuseAsync(HttpContext http)
    {
        const string Reason = "Authentication failed. The 'Authorization' header is missing.";
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate =
            $"Bearer authorization_uri=\"https://login.windows.net/{world.TenantId}\", error=\"invalid_token\", error_description=\"The authentication failed because of missing 'Authorization' header.\"";
        await http.WriteJsonAsync(new Bag { ["error"] = new Bag { ["code"] = "AuthenticationFailed", ["message"] = Reason } });
    }

    /// <summary>Gives the router's bare 404 and 405 a body that ARM clients understand.</summary>
    private static async Task ExplainEmptyAsync(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            return;
        }

        var (code, message) = http.Response.StatusCode switch
        {
            404 => ("InvalidResourceType", $"No resource type of this service matches '{http.Request.Path}'."),
            405 => ("HttpMethodNotSupported", $"The method '{http.Request.Method}' is not supported here."),
            _ => (null, null),
        };
        if (code is not null)
        {
            await http.WriteJsonAsync(new Bag { ["error"] = new Bag { ["code"] = code, ["message"] = message } });
        }
    }
}
