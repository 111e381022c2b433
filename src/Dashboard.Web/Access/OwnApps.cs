using System.Security.Claims;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;

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

    /// <summary>The values of owner tags that mean the user: their sign-in name, their verified address, and what stands for groups of theirs.</summary>
    public static IReadOnlyList<string> NamesOf(ClaimsPrincipal user) =>
    [
        .. user.FindAll(DashboardClaims.Owner).Select(c => c.Value.Trim()).Where(v => v.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>
    /// The apps whose owner tag means the user, whatever they may do to them; null where no value can mean them. It is never the empty
    /// filter, which would be all apps, nor "no owner".
    /// </summary>
    public static AppFilter? FilterOf(ClaimsPrincipal user) =>
        NamesOf(user) is { Count: > 0 } names ? AppFilter.Any with { Owner = [.. names.Select(KpiKeys.Fold).Distinct()] } : null;
}
