using System.Security.Claims;
using Dashboard.Core.Audit;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Access;

/// <summary>Who a signed-in user is to the audit trail.</summary>
internal static class Actors
{
    private static readonly string[] Tenant = ["tid", "http://schemas.microsoft.com/identity/claims/tenantid"];
    private static readonly string[] Object = ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"];

    /// <summary>
    /// The actor: <c>entra:TENANT:OBJECT</c> for Entra ID, which stays the same when names and addresses change and is never
    /// given to somebody else; <c>demo:PERSONA</c> for a persona of the demo.
    /// </summary>
    /// <exception cref="InvalidOperationException">The user has no such identity, so that nothing may be done in their name.</exception>
    public static AuditActor Of(ClaimsPrincipal user)
    {
        var roles = user.FindAll(c => c.Type is ClaimTypes.Role or "roles").Select(c => c.Value).Distinct().Order(StringComparer.Ordinal).ToList();
        var id = IdOf(user) ?? throw new InvalidOperationException("The signed-in user has no tenant and object id.");
        var kind = user.HasClaim(DashboardClaims.Machine, "true") ? ActorKind.Machine : ActorKind.Person;
        return new AuditActor(id, user.Identity?.Name ?? id, roles, kind);
    }

    /// <summary>The identity that stays the same; null where the user has none.</summary>
    public static string? IdOf(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } identity) return null;
        if (identity.AuthenticationType == DemoAuthenticationHandler.Scheme) return user.FindFirstValue(ClaimTypes.NameIdentifier);
        return Claim(user, Tenant) is { } tenant && Claim(user, Object) is { } id ? $"entra:{tenant}:{id}".ToLowerInvariant() : null;
    }

    private static string? Claim(ClaimsPrincipal user, string[] types) =>
        types.Select(user.FindFirstValue).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
}
