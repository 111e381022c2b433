using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>The columns of <c>resource-groups.kql</c>, and the first ones of <c>subscriptions.kql</c>, in their order.</summary>
internal enum ContainerColumn
{
    Id,
    Name,
    SubscriptionId,
    Tags,
}

/// <summary>The columns of <c>subscriptions.kql</c>, in its order: those of <see cref="ContainerColumn"/> and one more.</summary>
internal enum SubscriptionColumn
{
    Id,
    Name,
    SubscriptionId,
    Tags,
    Ancestors,
}

/// <summary>Reads subscriptions and resource groups, whose rows look alike.</summary>
internal static class ContainerRows
{
    /// <summary>The query for subscriptions.</summary>
    public static GraphQuery<SubscriptionObservation> Subscriptions { get; } =
        new("subscriptions", QueryText.Of("subscriptions"), GraphColumns.Of<SubscriptionColumn>(), ReadSubscription);

    /// <summary>The query for resource groups.</summary>
    public static GraphQuery<ResourceGroupObservation> ResourceGroups { get; } =
        new("resource groups", QueryText.Of("resource-groups"), GraphColumns.Of<ContainerColumn>(), ReadGroup);

    private static SubscriptionObservation? ReadSubscription(GraphRow row)
    {
        if (SubscriptionOf(row) is not { } subscription) return null;
        var tags = At(row, ContainerColumn.Tags);
        return new SubscriptionObservation(subscription, Name(row) ?? subscription, TagReading.Of(tags))
        {
            TagsRead = TagReading.IsRead(tags),
            ManagementGroups = Ancestors(row[(int)SubscriptionColumn.Ancestors]),
        };
    }

    // One that has no name makes the whole chain unknown: what is above it would look as if nothing were.
    private static List<string>? Ancestors(JsonElement chain)
    {
        if (chain.ValueKind != JsonValueKind.Array) return null;
        var names = chain.EnumerateArray().Select(g => JsonReadings.TextOrNull(JsonReadings.Property(g, "name")))
            .Where(n => !string.IsNullOrWhiteSpace(n)).OfType<string>().ToList();
        return names.Count == chain.GetArrayLength() ? names : null;
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
