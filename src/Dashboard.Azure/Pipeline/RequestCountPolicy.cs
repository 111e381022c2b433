using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Dashboard.Core.Collection;

namespace Dashboard.Azure.Pipeline;

/// <summary>Counts each try, in the source's log as it is sent and in the meter as it is answered, and notes the service's clock from its answer.</summary>
internal sealed class RequestCountPolicy : HttpPipelinePolicy
{
    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var log = LogOf(message);
        log?.Request();
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            AzureMeter.Count(message.HasResponse ? message.Response.Status : null);
        }

        // The typed header throws on what it does not understand, and a clock is not worth a run.
        if (message.HasResponse && message.Response.Headers.TryGetValue("Date", out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            log?.SawDate(date);
        }
    }

    /// <summary>The log of the source that sends <paramref name="message"/>; null where there is none.</summary>
    internal static SourceLog? LogOf(HttpMessage message) =>
        message.TryGetProperty(typeof(SourceLog), out var value) ? value as SourceLog : null;

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous.");
}
