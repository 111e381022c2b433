using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Hosting;

/// <summary>An answer of Azure Resource Manager other than 200.</summary>
internal sealed class ArmError(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public Bag ToJson() => new() { ["error"] = new Bag { ["code"] = code, ["message"] = Message } };

    public static ArmError ResourceNotFound(string type, string name, string group) => new(404, "ResourceNotFound",
        $"The Resource '{type}/{name}' under resource group '{group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    public static ArmError GroupNotFound(string group) => new(404, "ResourceGroupNotFound", $"Resource group '{group}' could not be found.");

    public static ArmError SubscriptionNotFound(string subscription) => new(404, "SubscriptionNotFound", $"The subscription '{subscription}' could not be found.");
}
