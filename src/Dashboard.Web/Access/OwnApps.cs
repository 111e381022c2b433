using System.Security.Claims;

namespace Dashboard.Web.Access;

/// <summary>Which apps are somebody's own.</summary>
public static class OwnApps
{
    /// <summary>
    /// True where the user has the role AppOwner and the app's owner tag means them: their sign-in name, their address, or a
    /// value that stands for a group of theirs. An app without an owner is nobody's own.
    /// </summary>
    public static bool Owns(ClaimsPrincipal user, string? ownerTag) =>
        user.IsInRole(Roles.AppOwner) && ownerTag?.Trim() is { Length: > 0 } owner
        && user.FindAll(DashboardClaims.Owner).Any(c => c.Value.Equals(owner, StringComparison.OrdinalIgnoreCase));
}
