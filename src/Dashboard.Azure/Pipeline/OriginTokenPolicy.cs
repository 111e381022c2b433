using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// Puts a token on requests to the configured origin and refuses any other. A real token travels over https only; on
/// loopback http a fixed word is sent and the credential is not even made.
/// </summary>
internal sealed class OriginTokenPolicy(AzureSettings settings, Func<TokenCredential> credential) : HttpPipelinePolicy
{
    private readonly Lazy<BearerTokenAuthenticationPolicy> _real =
        new(() => new BearerTokenAuthenticationPolicy(Make(credential), settings.Preset.TokenScope));

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

    // A tenant or client id that is none is refused when the credential is made: to the caller it is one more way to
    // have no token.
    private static TokenCredential Make(Func<TokenCredential> credential)
    {
        try
        {
            return credential();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new AuthenticationFailedException("The credential could not be made from the settings.", e);
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous.");
}
