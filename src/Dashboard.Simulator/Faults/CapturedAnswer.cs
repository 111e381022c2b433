namespace Dashboard.Simulator.Faults;

/// <summary>Holds an answer back until a fault has seen it whole.</summary>
internal static class CapturedAnswer
{
    /// <summary>The body that <paramref name="next"/> writes; status and headers are on the response, nothing is sent yet.</summary>
    public static async Task<byte[]> TakeAsync(HttpContext http, RequestDelegate next)
    {
        var real = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = real;
        }

        return buffer.ToArray();
    }

    public static async Task SendAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
