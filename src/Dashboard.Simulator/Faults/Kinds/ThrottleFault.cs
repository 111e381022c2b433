using System.Globalization;
using Dashboard.Simulator.CostManagement;
using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.KeyVault;
using Dashboard.Simulator.ResourceGraph;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>429, as Resource Graph writes it, or Cost Management or Key Vault where that is asked.</summary>
/// <param name="RetryAfterSeconds"><c>Retry-After</c>; null leaves the header out.</param>
/// <param name="QuotaResetsAfterSeconds">The service's own quota headers: none left, and when there will be; null leaves them out.</param>
public sealed record ThrottleFault(int? RetryAfterSeconds = null, int? QuotaResetsAfterSeconds = null) : Fault
{
    internal override string? Problem =>
        RetryAfterSeconds < 0 || QuotaResetsAfterSeconds < 0 ? "seconds must not be negative" : null;

    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var headers = request.Http.Response.Headers;
        if (RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (request.Path.EndsWith("/Microsoft.CostManagement/query", StringComparison.OrdinalIgnoreCase))
        {
            if (QuotaResetsAfterSeconds is { } wait)
            {
                headers["x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after"] = wait.ToString(CultureInfo.InvariantCulture);
            }

            request.Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return request.Http.WriteJsonAsync(CostEndpoint.TooMany());
        }

        if (VaultEndpoint.Serves(request.Http.Request))
        {
            request.Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return request.Http.WriteJsonAsync(new ArmError(
                429, "Throttled", "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached").ToJson());
        }

        if (QuotaResetsAfterSeconds is { } resets)
        {
            headers["x-ms-user-quota-remaining"] = "0";
            headers["x-ms-user-quota-resets-after"] = TimeSpan.FromSeconds(resets).ToString("c", CultureInfo.InvariantCulture);
        }

        var error = GraphError.RateLimiting();
        request.Http.Response.StatusCode = error.Status;
        var timestamp = request.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return request.Http.WriteJsonAsync(error.ToJson(timestamp, request.Http.CorrelationId()));
    }
}
