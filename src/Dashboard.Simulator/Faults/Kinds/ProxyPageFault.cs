namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>A proxy on the way answers with a page of its own.</summary>
/// <param name="Status">Its status; 200 is the treacherous one.</param>
public sealed record ProxyPageFault(int Status = 200) : Fault
{
    internal override string? Problem => Status is < 200 or > 599 ? "'status' must be from 200 to 599" : null;

    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        request.Http.Response.StatusCode = Status;
        request.Http.Response.ContentType = "text/html; charset=utf-8";
        return CapturedAnswer.SendAsync(
            request.Http, "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to the proxy.</body></html>"u8.ToArray());
    }
}
