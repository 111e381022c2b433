using Dashboard.Web.Access.Sessions;
using Dashboard.Web.Api;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Dashboard.Web.Access.Entra;

/// <summary>Registers sign-in with Entra ID.</summary>
internal static class EntraRegistration
{
    private const string Choice = "Dashboard";

    /// <summary>Adds people's sessions and programs' tokens. Call after the components were added.</summary>
    public static IServiceCollection AddEntraSignIn(this IServiceCollection services, SignInSettings settings, EdgeSettings edge)
    {
        services.AddSingleton(settings).AddSingleton<SessionBook>()
            .AddScoped<OidcEvents>().AddScoped<SessionCookieEvents>().AddScoped<BearerEvents>()
            .AddScoped<AuthenticationStateProvider, SessionAuthenticationStateProvider>();
        services.AddAuthentication(Choice)
            .AddPolicyScheme(Choice, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(options => Configure(options, settings, edge))
            .AddOpenIdConnect(options => OidcSetup.Configure(options, settings, edge))
            .AddJwtBearer(options => Configure(options, settings));
        services.AddDataProtection().SetApplicationName("mtls-dashboard");
        services.AddOptions<KeyManagementOptions>()
            .Configure<Storage.Sessions.ProtectionKeys>((options, keys) => options.XmlRepository = new DatabaseKeyRepository(keys));
        return services;
    }

    /// <summary>
    /// By what a request is judged. A token counts at the API alone, and a cookie there for reading alone: a browser sends it along
    /// with whatever another site makes it send.
    /// </summary>
    private static string SchemeOf(HttpContext context)
    {
        var request = context.Request;
        if (!ApiPaths.IsApi(request.Path)) return CookieAuthenticationDefaults.AuthenticationScheme;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return reads && request.Headers.Authorization.Count == 0
            ? CookieAuthenticationDefaults.AuthenticationScheme
            : JwtBearerDefaults.AuthenticationScheme;
    }

    private static void Configure(CookieAuthenticationOptions options, SignInSettings settings, EdgeSettings edge)
    {
        options.Cookie.Name = CookieNames.Of("dashboard-session", edge);
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = edge.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = settings.IdleLimit;
        options.SlidingExpiration = true;
        options.EventsType = typeof(SessionCookieEvents);
    }

    private static void Configure(JwtBearerOptions options, SignInSettings settings)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.BackchannelHttpHandler = OidcSetup.Backchannel(settings);
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TokenValidationParameters = TokenRules.Of(settings, settings.Audiences);
        options.EventsType = typeof(BearerEvents);
    }
}
