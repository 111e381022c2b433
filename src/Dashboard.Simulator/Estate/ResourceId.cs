namespace Dashboard.Simulator.Estate;

/// <summary>What an ARM id says: all in lower case, since ids compare without case.</summary>
internal sealed record ResourceId(string? Subscription, string? ResourceGroup, string Type)
{
    /// <summary>The management group that the id is at or below; null for what is not below one.</summary>
    public string? ManagementGroup { get; init; }

    /// <summary>True for what is at a subscription itself, and not in a group of it.</summary>
    public bool IsAtSubscription => Subscription is not null && ResourceGroup is null;

    public static ResourceId Parse(string id)
    {
        var parts = id.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        string? After(string word) => Array.IndexOf(parts, word) is var at and >= 0 && at + 1 < parts.Length ? parts[at + 1] : null;
        return new ResourceId(After("subscriptions"), After("resourcegroups"), TypeOf(parts)) { ManagementGroup = After("managementgroups") };
    }

    private static string TypeOf(string[] parts)
    {
        var provider = Array.LastIndexOf(parts, "providers");
        if (provider >= 0 && provider + 1 < parts.Length)
        {
            var types = parts.Skip(provider + 2).Where((_, i) => i % 2 == 0);
            return string.Join('/', types.Prepend(parts[provider + 1]));
        }

        return parts.Length >= 4 ? "microsoft.resources/subscriptions/resourcegroups"
            : parts.Length >= 2 ? "microsoft.resources/subscriptions"
            : "";
    }
}
