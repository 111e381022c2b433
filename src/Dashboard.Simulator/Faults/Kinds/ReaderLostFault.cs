using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>
/// The caller has lost the role Reader on a resource group or a subscription: what is in it vanishes from lists and from
/// Resource Graph without a word, and reads of it by ARM answer 403.
/// </summary>
/// <param name="Subscription">The subscription's id.</param>
/// <param name="ResourceGroup">The group's name; null loses the whole subscription.</param>
public sealed record ReaderLostFault(string Subscription, string? ResourceGroup = null) : Fault
{
    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var scope = $"/subscriptions/{Subscription}" + (ResourceGroup is null ? "" : $"/resourceGroups/{ResourceGroup}");
        if (request.Http.Request.Path.StartsWithSegments(scope, StringComparison.OrdinalIgnoreCase))
        {
            throw ArmError.AuthorizationFailed(request.Path);
        }

        Sight.Of(request.Http).Lose(Subscription, ResourceGroup);
        return next(request.Http);
    }
}
