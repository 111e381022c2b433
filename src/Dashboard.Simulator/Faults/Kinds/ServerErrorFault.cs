using System.Globalization;
using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The service, or a gateway before it, fails.</summary>
/// <param name="Status">500, 502, 503 or 504.</param>
/// <param name="PlainText">A gateway's text instead of ARM's error object.</param>
/// <param name="RetryAfterSeconds"><c>Retry-After</c>; null leaves the header out.</param>
public sealed record ServerErrorFault(int Status, bool PlainText = false, int? RetryAfterSeconds = null) : Fault
{
    internal override string? Problem =>
        Status is not (500 or 502 or 503 or 504) ? "'status' must be 500, 502, 503 or 504"
        : RetryAfterSeconds < 0 ? "'retryAfterSeconds' must not be negative"
        : null;

    internal override async Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var response = request.Http.Response;
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (!PlainText)
        {
            throw new ArmError(Status, Status == 503 ? "ServerTimeout" : "InternalServerError", "The request could not be completed. Please try again later.");
        }

        response.StatusCode = Status;
        response.ContentType = "text/plain";
        await CapturedAnswer.SendAsync(request.Http, "upstream connect error or disconnect/reset before headers"u8.ToArray());
    }
}
