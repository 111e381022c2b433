using System.Globalization;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The service's clock, which it tells in <c>Date</c>, is off.</summary>
/// <param name="Offset">By how much: <c>d.hh:mm:ss</c>, negative for a clock that is late.</param>
public sealed record ServiceClockFault(TimeSpan Offset) : Fault
{
    internal override string? Problem => Offset.Duration() > TimeSpan.FromDays(3660) ? "'offset' must be within ten years" : null;

    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var headers = request.Http.Response.Headers;
        var told = DateTimeOffset.Parse(headers.Date.ToString(), CultureInfo.InvariantCulture);
        headers.Date = (told + Offset).ToString("R", CultureInfo.InvariantCulture);
        return next(request.Http);
    }
}
