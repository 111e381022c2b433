using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Dashboard.Web.Access.Entra;

/// <summary>Sends a browser to the identity provider.</summary>
internal static partial class SignInFlow
{
    /// <summary>Sends it there, and from there back to a page of this site.</summary>
    public static async Task ChallengeAsync(HttpContext context, string? returnUrl)
    {
        try
        {
            await context.ChallengeAsync(
                OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = LocalUrl.Or(returnUrl) });
        }
        catch (InvalidOperationException e) when (!context.Response.HasStarted)
        {
            // The provider's own description could not be read.
            LogUnreachable(context.RequestServices.GetRequiredService<ILogger<OidcEvents>>(), e.GetBaseException().GetType().Name);
            context.Response.Redirect(DashboardUrls.SignInRefused(Refusal.NotVouchedFor.ToString()));
        }
    }

    [LoggerMessage(5203, LogLevel.Error, "The identity provider could not be asked: {Reason}. Check Dashboard__SignIn__Authority and the way there")]
    private static partial void LogUnreachable(ILogger logger, string reason);
}
