using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Dashboard.Web.Api;

/// <summary>Writes down a failed request under the id that its answer carries, so that whoever quotes the id is understood.</summary>
internal sealed partial class FailedRequests(ILogger<FailedRequests> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        LogFailed(Activity.Current?.Id ?? httpContext.TraceIdentifier, exception);
        return ValueTask.FromResult(false);
    }

    [LoggerMessage(3041, LogLevel.Error, "Request {TraceId} failed")]
    private partial void LogFailed(string traceId, Exception exception);
}
