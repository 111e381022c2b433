using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>A property with its values as text before and after; null when the resource did not have it.</summary>
internal sealed record ChangedValue(string Key, string? Before, string? After);

/// <summary>One change of one resource, as <c>resourcechanges</c> tells it.</summary>
internal sealed record ChangeRow(
    DateTimeOffset At, string TargetId, string TargetType, string Kind, Actor Actor, string Operation, IReadOnlyList<ChangedValue> Values, Draw Draw)
{
    public const string Create = "Create";
    public const string Update = "Update";
    public const string Delete = "Delete";

    /// <summary>False for what the service loses: then only a read of the resource can prove the change.</summary>
    public bool InFeed { get; init; } = true;

    /// <summary>The row's own id.</summary>
    public string Id => $"{TargetId}/providers/Microsoft.Resources/changes/{Draw.For("id").Guid()}";

    /// <summary>When the row can be read: some minutes after the change, at most four.</summary>
    public DateTimeOffset VisibleFrom => At.AddMilliseconds(Draw.For("delay").Between(20_000, 240_000));

    public Resource ToResource(string tenant)
    {
        var target = ResourceId.Parse(TargetId);
        return new Resource(Id, GraphSchema.Changes, new Bag
        {
            ["id"] = Id,
            ["name"] = Draw.For("id").Guid().ToString(),
            ["type"] = "microsoft.resources/changes",
            ["tenantId"] = tenant,
            ["kind"] = "",
            ["location"] = "",
            ["resourceGroup"] = target.ResourceGroup ?? "",
            ["subscriptionId"] = target.Subscription ?? "",
            ["managedBy"] = "",
            ["properties"] = Properties(),
        }, null);
    }

    private Bag Properties()
    {
        var properties = new Bag
        {
            ["targetResourceId"] = TargetId,
            ["targetResourceType"] = TargetType,
            ["changeType"] = Kind,
            ["changeAttributes"] = new Bag
            {
                ["timestamp"] = Time(At),
                ["changedBy"] = Actor.Name,
                ["changedByType"] = Actor.Type,
                ["clientType"] = Actor.Client,
                ["operation"] = Operation,
                ["correlationId"] = Draw.For("correlation").Guid().ToString(),
                ["changesCount"] = (long)Values.Count,
                ["previousResourceSnapshotId"] = Kind == Create ? null : Draw.For("previous").Guid().ToString(),
                ["newResourceSnapshotId"] = Kind == Delete ? null : Draw.For("new").Guid().ToString(),
            },
        };
        if (Kind == Update)
        {
            properties["changes"] = Changed();
        }

        return properties;
    }

    private Bag Changed()
    {
        var changes = new Bag();
        foreach (var (key, before, after) in Values)
        {
            changes[key] = new Bag
            {
                ["previousValue"] = before,
                ["newValue"] = after,
                // UNVERIFIED: seen in some payloads; its exact casing too.
                ["propertyChangeType"] = before is null ? "Insert" : after is null ? "Remove" : "Update",
                ["isTruncated"] = "false",
            };
        }

        return changes;
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
