using Dashboard.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Dashboard.Web.Visits;

/// <summary>
/// Reports the reader who opens a page; what is done on it, <see cref="Components.Layout.MainLayout"/> reports. A page that renews
/// itself or connects again while nobody is there, and the API, are no visits: so what comes in over a circuit is no sign.
/// </summary>
internal sealed class VisitCircuitHandler(AuthenticationStateProvider authentication, VisitLog log) : CircuitHandler
{
    /// <inheritdoc />
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (Actors.IdOf((await authentication.GetAuthenticationStateAsync()).User) is { } user) log.Saw(user);
    }
}
