using System.Net.Http.Headers;

namespace Dashboard.Web.Api;

/// <summary>Bodies of the API are UTF-8, as JSON is (RFC 8259).</summary>
internal static class RequestCharset
{
    /// <summary>Answers 415 to a body in another charset: the framework takes one that it does not know for a fault of the server.</summary>
    public static IApplicationBuilder UseUtf8Bodies(this IApplicationBuilder app) => app.Use((context, next) =>
        IsUtf8(context.Request.ContentType)
            ? next(context)
            : Problems.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "The body is not understood", "Send it in UTF-8."));

    /// <summary>True where a content type names UTF-8 or no charset.</summary>
    public static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || type.CharSet is not { Length: > 0 } charset
        || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
