using Microsoft.AspNetCore.Mvc;

namespace Dashboard.Web.Api;

/// <summary>Errors as RFC 9457 problem details, whatever the request says it accepts.</summary>
internal static class Problems
{
    /// <summary>Writes a problem as the whole response.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(
            Of(context, status, title, detail), options: null, "application/problem+json", context.RequestAborted);
    }

    /// <summary>Nothing at this address.</summary>
    public static IResult NotFound(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    /// <summary>The state of things does not allow it.</summary>
    public static IResult Conflict(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Not now");

    private static ProblemDetails Of(HttpContext context, int status, string title, string detail) => new()
    {
        Status = status,
        Title = title,
        Detail = detail,
        Instance = context.Request.Path,
        Extensions = { ["traceId"] = context.TraceIdentifier },
    };
}
