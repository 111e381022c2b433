using System.Security.Claims;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Access.Entra;

/// <summary>Makes the program's own picture of a user out of a validated token. Nothing else of the token is kept.</summary>
internal static class EntraIdentity
{
    /// <summary>The identity; without tenant and object id where the token has none, which <see cref="Admission"/> refuses.</summary>
    public static ClaimsIdentity Of(IReadOnlyCollection<Claim> token, SignInSettings settings, string scheme)
    {
        var (tenant, id) = (EntraClaims.First(token, EntraClaims.Tenant), EntraClaims.First(token, EntraClaims.Object));
        var groups = EntraGroups.Of(token);
        var identity = new ClaimsIdentity(scheme);
        if (tenant is not null) identity.AddClaim(new Claim(EntraClaims.Tenant, tenant));
        if (id is not null) identity.AddClaim(new Claim(EntraClaims.Object, id));
        // The framework binds its form tokens to this one.
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, $"{tenant}:{id}"));
        identity.AddClaim(new Claim(ClaimTypes.Name, EntraClaims.First(token, "name", "preferred_username") ?? id ?? "?"));
        identity.AddClaims(RolesOf(token, groups, settings).Select(role => new Claim(ClaimTypes.Role, role)));
        identity.AddClaims(OwnersOf(token, groups, settings).Select(owner => new Claim(DashboardClaims.Owner, owner)));
        if (groups.Unknown && settings.UsesGroups) identity.AddClaim(new Claim(DashboardClaims.GroupsUnknown, "true"));
        return identity;
    }

    /// <summary>Roles assigned in Entra ID, and those that come with groups. A role that is not ours is none.</summary>
    private static IEnumerable<string> RolesOf(IReadOnlyCollection<Claim> token, EntraGroups groups, SignInSettings settings) =>
        EntraClaims.All(token, EntraClaims.Roles).Where(Roles.All.Contains)
            .Concat(settings.RoleGroups.Where(g => groups.Ids.Contains(g.GroupId)).Select(g => g.Value))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>
    /// What owner tags may call this user. The address counts only where the tenant says that it verified its domain: a guest may
    /// have entered any.
    /// </summary>
    private static IEnumerable<string> OwnersOf(IReadOnlyCollection<Claim> token, EntraGroups groups, SignInSettings settings)
    {
        var verified = EntraClaims.First(token, "xms_edov") is "1" or "true" or "True";
        string?[] names = [EntraClaims.First(token, "upn"), EntraClaims.First(token, "preferred_username"), verified ? EntraClaims.First(token, "email") : null];
        return names.OfType<string>()
            .Concat(settings.OwnerGroups.Where(g => groups.Ids.Contains(g.GroupId)).Select(g => g.Value))
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }
}
