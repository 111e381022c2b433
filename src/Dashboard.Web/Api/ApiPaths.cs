namespace Dashboard.Web.Api;

/// <summary>Which paths are for programs and not for people.</summary>
internal static class ApiPaths
{
    /// <summary>True where answers are data and errors are problem details.</summary>
    public static bool IsApi(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/health")
        || path.StartsWithSegments("/metrics");

    /// <summary>The ARM id that a path ends with: the server leaves encoded slashes as they are.</summary>
    public static string ResourceId(string path) => "/" + path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim('/');

    /// <summary>
    /// True where an error is answered with problem details and not with a page. A page is an answer to a GET: showing
    /// one for a failed POST would run the POST's checks once more.
    /// </summary>
    public static bool AnswersProblems(HttpContext context) =>
        IsApi(context.Request.Path) || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
}
