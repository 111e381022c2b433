using Dashboard.Web.Access.Entra;
using Dashboard.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.StaticAssets;

namespace Dashboard.Web.Access.Sessions;

/// <summary>Asks for each cookie whether its session goes on, and sends who has none where they can get one.</summary>
internal sealed class SessionCookieEvents(SessionBook sessions) : CookieAuthenticationEvents
{
    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        // A page has dozens of styles and scripts, which are for everybody.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return;
        if (context.Principal is { } user && await sessions.IsLiveAsync(user, context.HttpContext.RequestAborted)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    /// <inheritdoc/>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (ApiPaths.IsApi(http.Request.Path)) return BearerEvents.ChallengeAsync(http, error: null);
        // A script's request and a form would not come back from the provider.
        if (ApiPaths.AnswersProblems(http) || http.Request.Path.StartsWithSegments("/_blazor"))
            return Problems.WriteAsync(http, StatusCodes.Status401Unauthorized, "Not signed in", "Open the page again to sign in.");
        return SignInFlow.ChallengeAsync(http, http.Request.PathBase + http.Request.Path + http.Request.QueryString);
    }

    /// <inheritdoc/>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (ApiPaths.AnswersProblems(context.HttpContext)) return BearerEvents.ForbidAsync(context.HttpContext);
        // A person gets the page that says so.
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RedirectToLogout(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;
}
