namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>307 to another host.</summary>
/// <param name="To">The origin of that host; path and query stay.</param>
public sealed record ForeignRedirectFault(Uri To) : Fault
{
    internal override string? Problem => To.IsAbsoluteUri ? null : "'to' must be an absolute address";

    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var (http, asked) = (request.Http, request.Http.Request);
        http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        http.Response.Headers.Location = new Uri(To, $"{asked.Path}{asked.QueryString}").AbsoluteUri;
        return CapturedAnswer.SendAsync(http, []);
    }
}
