namespace Dashboard.Web.Api;

/// <summary>Which paths are for programs and not for people.</summary>
internal static class ApiPaths
{
    /// <summary>True where answers are data and errors are problem details.</summary>
    public static bool IsApi(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/health");
}
