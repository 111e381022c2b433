using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Certificates;
using Dashboard.Azure.Pipeline;
using Dashboard.Core.Collection;

namespace Dashboard.Azure.KeyVault;

/// <summary>
/// Makes the official client for a vault, held to the rules of this house: our retries and their deadline, no redirects, nothing but the vault itself, a real
/// token only for a vault of the cloud over https. On this machine a fixed word is sent, and the simulator's own authority is trusted beside the machine's.
/// </summary>
internal sealed class VaultClients : IDisposable
{
    private readonly AzureSettings _settings;
    private readonly TimeProvider _clock;
    private readonly Lazy<TokenCredential> _credential;
    private readonly HttpClient _http;
    private readonly X509Certificate2? _authority;

    public VaultClients(AzureSettings settings, Func<TokenCredential> credential, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        _credential = new Lazy<TokenCredential>(() => settings.IsLoopback ? new LoopbackCredential() : credential());
        var handler = ArmPipeline.Handler(settings.ResourceManagerEndpoint);
        if (settings is { IsLoopback: true, LoopbackAuthority: { } pem })
        {
            _authority = X509Certificate2.CreateFromPem(pem);
            handler.SslOptions.RemoteCertificateValidationCallback = Trusts;
        }

        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The client of a vault whose requests are counted in <paramref name="log"/>.</summary>
    public CertificateClient Of(VaultAddress vault, SourceLog log)
    {
        // The version that the wire format here was checked against, whatever a newer package would ask for.
        var options = new CertificateClientOptions(CertificateClientOptions.ServiceVersion.V2025_07_01)
        {
            Transport = new HttpClientTransport(_http),
            RetryPolicy = new ThrottleRetryPolicy(_settings, _clock),
            // A simulated vault names Azure in its challenge, as the real one does.
            DisableChallengeResourceVerification = _settings.IsLoopback,
        };
        options.Retry.NetworkTimeout = _settings.RequestTimeout;
        options.Diagnostics.ApplicationId = "mtls-dashboard";
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.AddPolicy(new LogPolicy(log), HttpPipelinePosition.PerCall);
        // Behind the client's own policies: whatever they do, nothing leaves for elsewhere.
        options.AddPolicy(new VaultOnlyPolicy(vault), HttpPipelinePosition.BeforeTransport);
        options.AddPolicy(new RequestCountPolicy(), HttpPipelinePosition.BeforeTransport);
        return new CertificateClient(vault.Endpoint, _credential.Value, options);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _authority?.Dispose();
    }

    private bool Trusts(object sender, X509Certificate? certificate, X509Chain? given, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (certificate is null || errors != SslPolicyErrors.RemoteCertificateChainErrors) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(new X509Certificate2(certificate));
    }

    /// <summary>The fixed word that protects nothing.</summary>
    private sealed class LoopbackCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("loopback", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>Names the log that the requests of a client are counted in.</summary>
    private sealed class LogPolicy(SourceLog log) : HttpPipelinePolicy
    {
        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            message.SetProperty(typeof(SourceLog), log);
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("This pipeline is asynchronous.");
    }

    /// <summary>Refuses what is not for the vault: a link in its answer may lead anywhere.</summary>
    private sealed class VaultOnlyPolicy(VaultAddress vault) : HttpPipelinePolicy
    {
        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            vault.Covers(message.Request.Uri.ToUri()) ? ProcessNextAsync(message, pipeline)
                : throw new InvalidOperationException("A request for something else than the certificates of the vault was refused.");

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("This pipeline is asynchronous.");
    }
}
