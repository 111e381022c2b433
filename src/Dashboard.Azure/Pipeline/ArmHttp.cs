using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Dashboard.Core.Collection;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// Sends one request through the pipeline and turns whatever happens into an <see cref="ArmAnswer"/>. It throws only
/// for cancellation.
/// </summary>
internal sealed partial class ArmHttp(HttpPipeline pipeline, AzureSettings settings, ILogger<ArmHttp> logger)
{
    /// <summary>GET of <paramref name="address"/>.</summary>
    public Task<ArmAnswer> GetAsync(Uri address, SourceLog log, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, address, null, log, cancellationToken);

    /// <summary>POST of the JSON <paramref name="body"/> to <paramref name="address"/>.</summary>
    public Task<ArmAnswer> PostAsync(Uri address, ReadOnlyMemory<byte> body, SourceLog log, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Post, address, RequestContent.Create(body), log, cancellationToken);

    private async Task<ArmAnswer> SendAsync(
        RequestMethod method, Uri address, RequestContent? content, SourceLog log, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.NetworkTimeout = settings.RequestTimeout;
        message.SetProperty(typeof(SourceLog), log);
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.SetValue(HttpHeader.Names.Accept, "application/json");
        message.Request.Content = content;
        // Resource Graph answers 500 to any other type.
        if (content is not null) message.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json");
        var failure = await TrySendAsync(message, cancellationToken);
        if (failure is not null) return Failed(failure, address);
        return await ReadAsync(message.Response, address, cancellationToken);
    }

    private async Task<ArmFailure?> TrySendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
            return null;
        }
        catch (AuthenticationFailedException)
        {
            return new ArmFailure(FailureKind.NoToken, 0, []);
        }
        catch (Exception e) when (ThrottleRetryPolicy.IsConnectionFailure(e, cancellationToken))
        {
            return new ArmFailure(FailureKind.NoConnection, 0, []) { Fault = ConnectionFaults.Of(e) };
        }
    }

    private async Task<ArmAnswer> ReadAsync(Response response, Uri address, CancellationToken cancellationToken)
    {
        PooledBody body;
        try
        {
            body = await PooledBody.ReadAsync(response.ContentStream, response.Headers.ContentLengthLong, cancellationToken);
        }
        catch (Exception e) when (ThrottleRetryPolicy.IsConnectionFailure(e, cancellationToken) || e is InvalidDataException)
        {
            return Failed(
                response.Status == 200
                    ? new ArmFailure(FailureKind.BrokenOff, 200, [])
                    : new ArmFailure(FailureKind.Status, response.Status, []),
                address);
        }

        if (response.Status == 200)
        {
            var limited = response.Headers.TryGetValue("x-ms-tenant-subscription-limit-hit", out var hit)
                && hit.Equals("true", StringComparison.OrdinalIgnoreCase);
            return new ArmAnswer(body) { SubscriptionLimitHit = limited };
        }

        using (body) return Failed(new ArmFailure(FailureKind.Status, response.Status, ArmErrorCodes.Of(body.Bytes)), address);
    }

    private ArmAnswer Failed(ArmFailure failure, Uri address)
    {
        LogFailed(logger, address.AbsolutePath, failure.Kind, failure.Status, string.Join(", ", failure.Codes));
        return new ArmAnswer(failure);
    }

    [LoggerMessage(2101, LogLevel.Debug, "{Path} failed: {Kind}, status {Status}, codes {Codes}")]
    private static partial void LogFailed(ILogger logger, string path, FailureKind kind, int status, string codes);
}
