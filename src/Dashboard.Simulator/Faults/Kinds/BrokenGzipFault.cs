namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The answer says that it is compressed with gzip and is not.</summary>
public sealed record BrokenGzipFault : Fault
{
    internal override async Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var body = await CapturedAnswer.TakeAsync(request.Http, next);
        request.Http.Response.Headers.ContentEncoding = "gzip";
        await CapturedAnswer.SendAsync(request.Http, body);
    }
}
