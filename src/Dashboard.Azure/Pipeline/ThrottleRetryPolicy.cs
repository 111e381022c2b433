using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// Retries 408, 429, 5xx and failed connections until the tries or the overall deadline are used up; then the last
/// answer or failure stands. It replaces Azure.Core's own policy, which knows neither the quota headers of Resource
/// Graph nor a deadline, and whose delays cannot be given a clock. All our requests are reads, so all may be repeated.
/// </summary>
internal sealed class ThrottleRetryPolicy(AzureSettings settings, TimeProvider clock) : HttpPipelinePolicy
{
    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var deadline = clock.GetUtcNow() + settings.OverallDeadline;
        for (var attempt = 0; ; attempt++)
        {
            Exception? failure = null;
            try
            {
                await ProcessNextAsync(message, pipeline);
            }
            catch (Exception e) when (IsConnectionFailure(e, message.CancellationToken))
            {
                failure = e;
            }

            var response = failure is null ? message.Response : null;
            if (response is not null && !IsRetriable(response.Status)) return;
            var now = clock.GetUtcNow();
            var delay = RetryDelay.Next(response, attempt, settings.RetryDelay, now);
            if (attempt >= settings.MaxRetries || now + delay > deadline)
            {
                if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
                return;
            }

            if (response?.ContentStream is { } rest) await rest.DisposeAsync();
            if (delay > TimeSpan.Zero) await Task.Delay(delay, clock, message.CancellationToken);
            if (response?.Status == 429) RequestCountPolicy.LogOf(message)?.Waited(delay);
            var context = message.ProcessingContext;
            context.RetryNumber = attempt + 1;
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous.");

    /// <summary>The connection failed or went silent; nobody cancelled.</summary>
    internal static bool IsConnectionFailure(Exception e, CancellationToken cancelled) => e switch
    {
        RequestFailedException { Status: 0 } => true,
        IOException or HttpRequestException => true,
        OperationCanceledException => !cancelled.IsCancellationRequested,
        _ => false,
    };

    private static bool IsRetriable(int status) => status is 408 or 429 or (>= 500 and < 600 and not 501 and not 505);
}
