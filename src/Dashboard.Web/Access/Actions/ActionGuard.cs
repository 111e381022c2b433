using Dashboard.Core.Audit;
using Dashboard.Web.Access.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Web.Access.Actions;

/// <summary>
/// Asks on the server, at the moment of an action, whether the user of this open page may do it: a button that is not shown is no
/// protection. Pages get the actor that every command asks for from here alone, so that none can act without having asked.
/// </summary>
public sealed class ActionGuard(AuthenticationStateProvider authentication, IAuthorizationService authorization, IServiceProvider services)
{
    /// <summary>In whose name it is done; null where it may not be. The session must stand now, also where the page has not noticed its end.</summary>
    public async Task<AuditActor?> AdmitAsync(PageAction action)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (!(await authorization.AuthorizeAsync(user, action.Policy)).Succeeded) return null;
        // The demo has personas and no sessions.
        return services.GetService<SessionBook>() is not { } sessions || await sessions.IsLiveAsync(user, CancellationToken.None)
            ? Actors.Of(user)
            : null;
    }
}
