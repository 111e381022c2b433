using Dashboard.Web.Access.Demo;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Dashboard.Web.Access;

/// <summary>Registers who may do what.</summary>
internal static class AccessRegistration
{
    /// <summary>Adds the policies, deny by default, and the personas of the demo (the only sign-in that exists yet).</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CspNonce>();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(DemoAuthenticationHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, DemoAuthenticationHandler>(DemoAuthenticationHandler.Scheme, null);
        services.AddAuthorization(options =>
        {
            foreach (var (policy, roles) in Policies.RolesOf) options.AddPolicy(policy, p => p.RequireAuthenticatedUser().RequireRole(roles));
            var read = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Roles.Reader).Build();
            options.DefaultPolicy = read;
            options.FallbackPolicy = read;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "dashboard-antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }
}
