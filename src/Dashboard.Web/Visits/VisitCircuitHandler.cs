using Dashboard.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Dashboard.Web.Visits;

/// <summary>
/// Reports the activity of the reader behind a circuit: when it connects, and whenever the reader does something. A page that
/// renews itself while nobody is there, and the API, are no visits.
/// </summary>
internal sealed class VisitCircuitHandler(AuthenticationStateProvider authentication, VisitLog log) : CircuitHandler
{
    private string? _userId;

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => SawAsync();

    /// <inheritdoc />
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async context =>
        {
            await SawAsync();
            await next(context);
        };

    private async Task SawAsync()
    {
        _userId ??= Actors.IdOf((await authentication.GetAuthenticationStateAsync()).User);
        if (_userId is not null) log.Saw(_userId);
    }
}
