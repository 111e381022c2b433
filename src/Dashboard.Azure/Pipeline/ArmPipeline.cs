using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Dashboard.Azure.Pipeline;

/// <summary>Builds the one pipeline through which every request to Resource Manager and Resource Graph goes.</summary>
internal static class ArmPipeline
{
    /// <summary>The pipeline. <paramref name="credential"/> is asked for only when a real token is needed.</summary>
    public static HttpPipeline Create(AzureSettings settings, Func<TokenCredential> credential, QuotaWindow quota, TimeProvider clock)
    {
        var options = new Options
        {
            Transport = new HttpClientTransport(new HttpClient(Handler(settings)) { Timeout = Timeout.InfiniteTimeSpan }),
            RetryPolicy = new ThrottleRetryPolicy(settings, clock),
        };
        options.Retry.NetworkTimeout = settings.RequestTimeout;
        options.Diagnostics.ApplicationId = "mtls-dashboard";
        options.Diagnostics.IsLoggingContentEnabled = false;
        // The quota is waited for before the token is fetched, so that a long wait cannot outlive the token.
        return HttpPipelineBuilder.Build(
            options, [], [new QuotaPolicy(quota, clock), new OriginTokenPolicy(settings, credential), new RequestCountPolicy()], new ResponseClassifier());
    }

    private static SocketsHttpHandler Handler(AzureSettings settings) => new()
    {
        // A redirect would carry the request to a host that nobody configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        // Requests to this machine must not leave it, whatever HTTP_PROXY says.
        UseProxy = !settings.IsLoopback,
        AutomaticDecompression = DecompressionMethods.All,
        // Addresses behind a name change; a pooled connection must not outlive that for long.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private sealed class Options : ClientOptions;
}
