using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Hosting;

/// <summary>An answer of Azure Resource Manager other than 200.</summary>
internal sealed class ArmError(int status, string code, string message) : Exception(message)
{
    private const string Client = "5c1a7f7e-0000-4000-8000-00000000c11e";

    public int Status => status;

    public Bag ToJson() => new() { ["error"] = new Bag { ["code"] = code, ["message"] = Message } };

    public static ArmError ResourceNotFound(string type, string name, string group) => new(404, "ResourceNotFound",
        $"The Resource '{type}/{name}' under resource group '{group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    /// <summary>The caller lacks the role for reading <paramref name="scope"/>.</summary>
    public static ArmError AuthorizationFailed(string scope) => new(403, "AuthorizationFailed",
        $"The client '00000000-0000-0000-0000-000000000000' with object id '00000000-0000-0000-0000-000000000000' does not have authorization to perform action 'read' over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.");

    public static ArmError GroupNotFound(string group) => new(404, "ResourceGroupNotFound", $"Resource group '{group}' could not be found.");

    public static ArmError SubscriptionNotFound(string subscription) => new(404, "SubscriptionNotFound", $"The subscription '{subscription}' could not be found.");

    /// <summary>The caller's rights do not reach the scope.</summary>
    public static ArmError AuthorizationFailed(string action, string scope) => new(403, "AuthorizationFailed",
        $"The client '{Client}' with object id '{Client}' does not have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.");
}
