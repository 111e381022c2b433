using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>The columns of <c>subscriptions.kql</c> and <c>resource-groups.kql</c>, in their order.</summary>
internal enum ContainerColumn
{
    Id,
    Name,
    SubscriptionId,
    Tags,
}

/// <summary>Reads subscriptions and resource groups, whose rows look alike.</summary>
internal static class ContainerRows
{
    /// <summary>The query for subscriptions.</summary>
    public static GraphQuery<SubscriptionObservation> Subscriptions { get; } =
        new("subscriptions", QueryText.Of("subscriptions"), GraphColumns.Of<ContainerColumn>(), ReadSubscription);

    /// <summary>The query for resource groups.</summary>
    public static GraphQuery<ResourceGroupObservation> ResourceGroups { get; } =
        new("resource groups", QueryText.Of("resource-groups"), GraphColumns.Of<ContainerColumn>(), ReadGroup);

    private static SubscriptionObservation? ReadSubscription(GraphRow row)
    {
        if (SubscriptionOf(row) is not { } subscription) return null;
        var tags = At(row, ContainerColumn.Tags);
        return new SubscriptionObservation(subscription, Name(row) ?? subscription, TagReading.Of(tags)) { TagsRead = TagReading.IsRead(tags) };
    }

    private static ResourceGroupObservation? ReadGroup(GraphRow row)
    {
        var id = JsonReadings.TextOrNull(At(row, ContainerColumn.Id))!;
        var name = Name(row) ?? ResourceIds.Segment(id, "resourceGroups");
        if (SubscriptionOf(row) is not { } subscription || name is null) return null;
        var tags = At(row, ContainerColumn.Tags);
        return new ResourceGroupObservation(subscription, name, TagReading.Of(tags)) { TagsRead = TagReading.IsRead(tags) };
    }

    private static string? SubscriptionOf(GraphRow row) =>
        ScopeNames.SubscriptionOf(JsonReadings.TextOrNull(At(row, ContainerColumn.Id))!, At(row, ContainerColumn.SubscriptionId));

    private static string? Name(GraphRow row) => JsonReadings.TextOrNull(At(row, ContainerColumn.Name)) is { Length: > 0 } name ? name : null;

    private static JsonElement At(GraphRow row, ContainerColumn column) => row[(int)column];
}
