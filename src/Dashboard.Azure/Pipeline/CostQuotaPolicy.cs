using Azure.Core;
using Azure.Core.Pipeline;

namespace Dashboard.Azure.Pipeline;

/// <summary>Notes what each answer of Cost Management, a refusal too, says of its quota. Who asks waits by it, since only they know for how many units.</summary>
internal sealed class CostQuotaPolicy(CostQuota quota) : HttpPipelinePolicy
{
    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.HasResponse && message.Request.Uri.Path.Contains("/Microsoft.CostManagement/", StringComparison.OrdinalIgnoreCase))
            quota.Saw(message.Response);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous.");
}
