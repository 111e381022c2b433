using System.Globalization;
using System.Threading.RateLimiting;
using Dashboard.Web.Api;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;

namespace Dashboard.Web.Access.Edge;

/// <summary>How much one caller may ask for in a minute.</summary>
internal static class RequestLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly string[] SignInPaths = [DashboardUrls.SignInPath, DashboardUrls.SignInCallback, DashboardUrls.SignOut, DashboardUrls.SignOutCallback];

    /// <summary>Limits the steps of sign-in by address. It stands before authentication, which answers some of them itself.</summary>
    public static IApplicationBuilder UseSignInLimit(this IApplicationBuilder app, EdgeSettings edge) => app.UseRateLimiter(Options(
        context => IsSignIn(context) ? "address " + AddressOf(context) : null, edge.SignInsPerMinute));

    /// <summary>Limits pages and the API by user, and by address where nobody is known. It stands after authentication.</summary>
    public static IApplicationBuilder UseRequestLimit(this IApplicationBuilder app, EdgeSettings edge) => app.UseRateLimiter(Options(
        context => IsFree(context) ? null : Actors.IdOf(context.User) ?? "address " + AddressOf(context), edge.RequestsPerMinute));

    private static RateLimiterOptions Options(Func<HttpContext, string?> partition, int perMinute) => new()
    {
        GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => partition(context) is { } key
            ? RateLimitPartition.GetSlidingWindowLimiter(
                key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = Minute, SegmentsPerWindow = 6 })
            : RateLimitPartition.GetNoLimiter("free")),
        OnRejected = (context, _) => RejectAsync(context),
    };

    private static bool IsSignIn(HttpContext context) => SignInPaths.Any(p => context.Request.Path.StartsWithSegments(p));

    /// <summary>Sign-in, which has a limit of its own; styles and scripts, of which a page has dozens; what a platform asks every few seconds.</summary>
    private static bool IsFree(HttpContext context) =>
        IsSignIn(context) || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || context.Request.Path.StartsWithSegments("/health");

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static async ValueTask RejectAsync(OnRejectedContext context)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : Minute / 6;
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problems.WriteAsync(context.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests", "Wait a little, then go on.");
    }
}
