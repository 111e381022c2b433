using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Dashboard.Web.Access.Entra;

/// <summary>The framework's OpenID Connect, as it is used here.</summary>
internal static class OidcSetup
{
    /// <summary>
    /// Authorization code with PKCE. The code comes back in the query and not by a form: so every cookie can stay SameSite=Lax, and a
    /// code alone is worth nothing without the browser's own cookie and the program's secret.
    /// </summary>
    public static void Configure(OpenIdConnectOptions options, SignInSettings settings, EdgeSettings edge)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.BackchannelHttpHandler = Backchannel(settings);
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret.Reveal();
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email"]) options.Scope.Add(scope);
        options.CallbackPath = DashboardUrls.SignInCallback;
        options.SignedOutCallbackPath = DashboardUrls.SignOutCallback;
        // A call inside the provider's page would come without our cookie, which is not sent to other sites' frames.
        options.RemoteSignOutPath = new PathString();
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = false;
        options.UseTokenLifetime = false;
        options.DisableTelemetry = true;
        options.TokenValidationParameters = TokenRules.Of(settings, [settings.ClientId]);
        options.EventsType = typeof(OidcEvents);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.HttpOnly = true;
            cookie.SecurePolicy = edge.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
    }

    /// <summary>The way to the provider; no proxy stands between this machine and itself.</summary>
    public static HttpMessageHandler Backchannel(SignInSettings settings) =>
        new SocketsHttpHandler { UseProxy = !ListenReader.IsLoopback(new Uri(settings.Authority)) };
}
