using Azure.Core;
using Azure.Core.Pipeline;

namespace Dashboard.Azure.Pipeline;

/// <summary>Refuses any other origin than <paramref name="endpoint"/>, and lets no token out.</summary>
internal sealed class AnonymousOriginPolicy(Uri endpoint) : HttpPipelinePolicy
{
    private readonly string _origin = AzureSettings.OriginOf(endpoint);

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (AzureSettings.OriginOf(message.Request.Uri.ToUri()) != _origin)
            throw new InvalidOperationException("A request for another origin than the configured one was refused.");
        message.Request.Headers.Remove(HttpHeader.Names.Authorization);
        return ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous.");
}
