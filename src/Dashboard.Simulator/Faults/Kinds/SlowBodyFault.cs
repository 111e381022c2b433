namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The body comes in drips.</summary>
/// <param name="Bytes">Bytes at a time.</param>
/// <param name="Milliseconds">The pause between them.</param>
public sealed record SlowBodyFault(int Bytes, int Milliseconds) : Fault
{
    internal override string? Problem =>
        Bytes < 1 ? "'bytes' must be at least 1" : Milliseconds < 0 ? "'milliseconds' must not be negative" : null;

    internal override async Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var http = request.Http;
        var body = await CapturedAnswer.TakeAsync(http, next);
        http.Response.ContentLength = body.Length;
        for (var at = 0; at < body.Length; at += Bytes)
        {
            await http.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(Bytes, body.Length - at)), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(Milliseconds), TimeProvider.System, http.RequestAborted);
        }
    }
}
