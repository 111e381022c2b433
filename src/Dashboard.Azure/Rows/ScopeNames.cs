using System.Text.Json;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>Where a resource is.</summary>
internal static class ScopeNames
{
    /// <summary>Subscription (lower case) and resource group, from the columns or else from the id; null where neither tells.</summary>
    public static (string SubscriptionId, string ResourceGroup)? Of(string id, JsonElement subscription, JsonElement group)
    {
        var subscriptionId = SubscriptionOf(id, subscription);
        var groupName = NotEmpty(JsonReadings.TextOrNull(group)) ?? ResourceIds.Segment(id, "resourceGroups");
        return subscriptionId is null || groupName is null ? null : (subscriptionId, groupName);
    }

    /// <summary>The subscription (lower case), from the column or else from the id; null where neither tells.</summary>
    public static string? SubscriptionOf(string id, JsonElement subscription) =>
        (NotEmpty(JsonReadings.TextOrNull(subscription)) ?? ResourceIds.Segment(id, "subscriptions"))?.ToLowerInvariant();

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
