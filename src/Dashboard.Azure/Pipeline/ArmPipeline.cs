using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// Builds the pipeline through which every request to Resource Manager and the services behind it goes, and the one for public
/// data, which has no token to lose.
/// </summary>
internal static class ArmPipeline
{
    /// <summary>The pipeline. <paramref name="credential"/> is asked for only when a real token is needed.</summary>
    /// <param name="settings">Which Azure.</param>
    /// <param name="credential">Makes the credential.</param>
    /// <param name="quota">The quota of Resource Graph.</param>
    /// <param name="clock">The clock of waits.</param>
    /// <param name="costs">What Cost Management says of its own quota is noted there; null where nobody asks.</param>
    public static HttpPipeline Create(
        AzureSettings settings, Func<TokenCredential> credential, QuotaWindow quota, TimeProvider clock, CostQuota? costs = null)
    {
        // The quota is waited for before the token is fetched, so that a long wait cannot outlive the token.
        List<HttpPipelinePolicy> policies = [new QuotaPolicy(quota, clock), new OriginTokenPolicy(settings, credential), new RequestCountPolicy()];
        if (costs is not null) policies.Add(new CostQuotaPolicy(costs));
        return Build(settings, settings.ResourceManagerEndpoint, policies, clock);
    }

    /// <summary>The pipeline for the public prices: it never has a token, and refuses any other origin than theirs.</summary>
    public static HttpPipeline CreateAnonymous(AzureSettings settings, TimeProvider clock) => Build(
        settings, settings.RetailPricesEndpoint, [new AnonymousOriginPolicy(settings.RetailPricesEndpoint), new RequestCountPolicy()], clock);

    private static HttpPipeline Build(AzureSettings settings, Uri endpoint, IEnumerable<HttpPipelinePolicy> policies, TimeProvider clock)
    {
        var options = new Options
        {
            Transport = new HttpClientTransport(new HttpClient(Handler(endpoint)) { Timeout = Timeout.InfiniteTimeSpan }),
            RetryPolicy = new ThrottleRetryPolicy(settings, clock),
        };
        options.Retry.NetworkTimeout = settings.RequestTimeout;
        options.Diagnostics.ApplicationId = "mtls-dashboard";
        options.Diagnostics.IsLoggingContentEnabled = false;
        return HttpPipelineBuilder.Build(options, [], [.. policies], new ResponseClassifier());
    }

    /// <summary>How a service is connected to.</summary>
    public static SocketsHttpHandler Handler(Uri endpoint) => new()
    {
        // A redirect would carry the request to a host that nobody configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        // Requests to this machine must not leave it, whatever HTTP_PROXY says.
        UseProxy = !Loopback.Is(endpoint),
        AutomaticDecompression = DecompressionMethods.All,
        // Addresses behind a name change; a pooled connection must not outlive that for long.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private sealed class Options : ClientOptions;
}
