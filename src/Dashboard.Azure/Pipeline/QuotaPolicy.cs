using Azure.Core;
using Azure.Core.Pipeline;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// Waits before the wall: when Resource Graph says that no query is left, the next one is held back until the quota
/// resets, instead of being refused and retried. Other APIs have other quotas and pass through.
/// </summary>
internal sealed class QuotaPolicy(QuotaWindow window, TimeProvider clock) : HttpPipelinePolicy
{
    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!message.Request.Uri.Path.Contains("/Microsoft.ResourceGraph/", StringComparison.OrdinalIgnoreCase))
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        while (!window.TryEnter(out var wait))
        {
            await Task.Delay(wait, clock, message.CancellationToken);
            RequestCountPolicy.LogOf(message)?.Waited(wait);
        }

        var quota = default(QuotaHeaders);
        try
        {
            await ProcessNextAsync(message, pipeline);
            if (message.HasResponse) quota = QuotaHeaders.Of(message.Response);
        }
        finally
        {
            window.Leave(quota);
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous.");
}
