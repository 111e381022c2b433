using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The caller can read no subscription: Resource Graph answers 403 AccessDenied, single reads 403.</summary>
/// <param name="Listed">Whether the list of subscriptions still names them; otherwise it is empty, with 200.</param>
public sealed record AllUnreadableFault(bool Listed = false) : Fault
{
    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var path = request.Http.Request.Path;
        if (path.StartsWithSegments("/subscriptions", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is { Length: > 1 })
        {
            throw ArmError.AuthorizationFailed(request.Path);
        }

        if (!Listed || request.GraphBody is not null)
        {
            Sight.Of(request.Http).LoseAll();
        }

        return next(request.Http);
    }
}
