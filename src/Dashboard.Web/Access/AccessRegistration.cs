using Dashboard.Web.Access.Actions;
using Dashboard.Web.Access.Demo;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Dashboard.Web.Access;

/// <summary>Registers who may do what.</summary>
internal static class AccessRegistration
{
    /// <summary>Adds the policies, deny by default. Who somebody is, the demo and the real sign-in add each for themselves.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, EdgeSettings? edge)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CspNonce>();
        services.AddScoped<ActionGuard>();
        services.AddSingleton<OwnedApps>();
        services.AddSingleton<ExceptionRights>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization(options =>
        {
            foreach (var (policy, roles) in Policies.RolesOf) options.AddPolicy(policy, p => p.RequireAuthenticatedUser().RequireRole(roles));
            var read = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Roles.Reader).Build();
            options.DefaultPolicy = read;
            options.FallbackPolicy = read;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = CookieNames.Of("dashboard-antiforgery", edge);
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.Path = "/";
            options.Cookie.SecurePolicy = edge is { IsHttps: true } ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }

    /// <summary>Adds the personas of the demo instead of sign-in.</summary>
    public static IServiceCollection AddPersonas(this IServiceCollection services)
    {
        services.AddAuthentication(DemoAuthenticationHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, DemoAuthenticationHandler>(DemoAuthenticationHandler.Scheme, null);
        return services;
    }
}
