using Azure.Core;
using Azure.Core.Pipeline;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// Puts a token on requests to the configured origin and refuses any other. A real token travels over https only; on
/// loopback http a fixed word is sent and the credential is not even made.
/// </summary>
internal sealed class OriginTokenPolicy(AzureSettings settings, Func<TokenCredential> credential) : HttpPipelinePolicy
{
    private readonly Lazy<BearerTokenAuthenticationPolicy> _real =
        new(() => new BearerTokenAuthenticationPolicy(credential(), settings.Preset.TokenScope));

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var address = message.Request.Uri.ToUri();
        if (AzureSettings.OriginOf(address) != settings.Origin)
            throw new InvalidOperationException("A request for another origin than the configured one was refused.");
        if (!settings.UsesLoopbackToken) return _real.Value.ProcessAsync(message, pipeline);

        if (!Loopback.Is(address)) throw new InvalidOperationException("The loopback token was refused for a host elsewhere.");
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, "Bearer loopback");
        return ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous.");
}
