using System.Security.Claims;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Exceptions;

namespace Dashboard.Web.Access;

/// <summary>
/// What the policies of exceptions leave open: app owners act for their own apps alone. The domain itself says who may not approve, and
/// who may withdraw.
/// </summary>
public sealed class ExceptionRights(ExceptableAppsQuery apps)
{
    /// <summary>The apps among <paramref name="resourceIds"/> for which the user may ask for no exception.</summary>
    public async Task<IReadOnlyList<string>> ForeignAsync(ClaimsPrincipal user, IReadOnlyList<string> resourceIds, CancellationToken cancellationToken)
    {
        if (user.IsInRole(Roles.Security)) return [];
        var own = (await apps.RunAsync(resourceIds, cancellationToken)).Where(a => OwnApps.Owns(user, a.OwnerTag))
            .Select(a => ResourceIds.Key(a.App.ResourceId)).ToHashSet();
        return [.. resourceIds.Where(id => !own.Contains(ResourceIds.Key(id)))];
    }

    /// <summary>Whether the user may comment: who decides, who asks for many, who asked for this one, and the owners of what it covers.</summary>
    public async Task<bool> MayCommentAsync(ClaimsPrincipal user, ExceptionItem exception, CancellationToken cancellationToken)
    {
        if (user.IsInRole(Roles.Security) || user.IsInRole(Roles.RiskApprover)) return true;
        if (Actors.IdOf(user) is { } id && ExceptionCase.SamePerson(id, exception.RequesterId)) return true;
        var covered = exception.Apps.Select(a => a.ResourceId).ToList();
        return (await ForeignAsync(user, covered, cancellationToken)).Count < covered.Count;
    }
}
