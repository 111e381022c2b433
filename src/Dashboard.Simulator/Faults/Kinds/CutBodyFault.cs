namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The connection ends in the middle of the body.</summary>
/// <param name="Percent">How much of the body is sent.</param>
/// <param name="Chunked">Sent in chunks of which the last is missing, instead of with a <c>Content-Length</c> that promises more.</param>
public sealed record CutBodyFault(int Percent = 50, bool Chunked = false) : Fault
{
    internal override string? Problem => Percent is < 0 or > 99 ? "'percent' must be from 0 to 99" : null;

    internal override async Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var http = request.Http;
        var body = await CapturedAnswer.TakeAsync(http, next);
        http.Response.ContentLength = Chunked ? null : body.Length;
        await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length * Percent / 100), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        throw new CutOffException();
    }
}

/// <summary>
/// Ends an answer that has begun. The server then closes the connection after what was written; an abort could
/// overtake those bytes.
/// </summary>
internal sealed class CutOffException() : Exception("The answer is cut off on purpose.");
