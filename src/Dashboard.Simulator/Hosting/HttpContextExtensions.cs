using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Hosting;

/// <summary>What every endpoint does with its context.</summary>
internal static class HttpContextExtensions
{
    public static string CorrelationId(this HttpContext http) => http.Response.Headers["x-ms-correlation-request-id"].ToString();

    public static Task WriteJsonAsync(this HttpContext http, Bag body) => http.WriteJsonAsync(Json.Bytes(body));

    public static async Task WriteJsonAsync(this HttpContext http, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
