using Dashboard.Web.Access.Sessions;
using Dashboard.Web.Components.Entry;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dashboard.Web.Access.Entra;

/// <summary>Coming and going.</summary>
internal static class SignInEndpoints
{
    /// <summary>Maps them. They are open to everybody, who has to be able to come in and to read why not.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapGet(DashboardUrls.SignInPath, SignInAsync);
        open.MapPost(DashboardUrls.SignOut, SignOutAsync).DisableAntiforgery();
        open.MapGet(DashboardUrls.SignedOut, (HttpResponse response) => Page(response, null));
        open.MapGet(DashboardUrls.SignInRefusedPath, (HttpResponse response, string? why) => Page(response, RefusalOf(why)));
    }

    private static Task SignInAsync(HttpContext context, string? returnUrl)
    {
        if (context.User.Identity is not { IsAuthenticated: true }) return SignInFlow.ChallengeAsync(context, returnUrl);
        context.Response.Redirect(LocalUrl.Or(returnUrl));
        return Task.CompletedTask;
    }

    /// <summary>Ends the session here and then at the provider. The form's token is checked by hand: whose session is over has none to show.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, SessionBook sessions, IAntiforgery antiforgery)
    {
        if (context.User.Identity is not { IsAuthenticated: true }) return TypedResults.LocalRedirect(DashboardUrls.SignedOut);
        if (await FormFaultAsync(context, antiforgery) is { } status)
            return Results.Problem("The form is not one of this site's pages.", statusCode: status, title: "Not signed out");
        await sessions.EndAsync(context.User, context.RequestAborted);
        return TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = DashboardUrls.SignedOut },
            [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
    }

    /// <summary>
    /// The status for a form that no page of this site sends; null where one did. A body that cannot be read as a form is an answer that
    /// antiforgery throws, and says nothing that an operator has to look at.
    /// </summary>
    private static async Task<int?> FormFaultAsync(HttpContext context, IAntiforgery antiforgery)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context) ? null : StatusCodes.Status400BadRequest;
        }
        catch (AntiforgeryValidationException e)
        {
            return e.InnerException is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
        }
    }

    private static Refusal RefusalOf(string? text) => Enum.TryParse<Refusal>(text, out var refusal) && Enum.IsDefined(refusal) ? refusal : Refusal.BrokenOff;

    private static RazorComponentResult<AccessPage> Page(HttpResponse response, Refusal? refusal)
    {
        response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<AccessPage>(new Dictionary<string, object?> { [nameof(AccessPage.Refusal)] = refusal?.ToString() })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
        };
    }
}
