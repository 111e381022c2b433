using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.KeyVault;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The caller may not read a vault: 403 with the inner code of its reason. Requests for anything else pass.</summary>
/// <param name="Vault">The vault's name; null for every vault.</param>
/// <param name="Reason">The inner code, such as <c>ForbiddenByRbac</c>, <c>ForbiddenByPolicy</c> or <c>ForbiddenByFirewall</c>.</param>
public sealed record VaultForbiddenFault(string? Vault = null, string Reason = "ForbiddenByRbac") : Fault
{
    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        var root = Vault is null ? VaultEndpoint.Root : $"{VaultEndpoint.Root}/{Vault}";
        if (!request.Http.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
        {
            return next(request.Http);
        }

        request.Http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return request.Http.WriteJsonAsync(new Bag
        {
            ["error"] = new Bag
            {
                ["code"] = "Forbidden",
                ["message"] = "Caller is not authorized to perform action on resource. If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
                ["innererror"] = new Bag { ["code"] = Reason },
            },
        });
    }
}
