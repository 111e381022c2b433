using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>
/// The values of a site's row that are compared for changes, by their dotted keys. Azure compares what Resource
/// Graph holds: what a row lacks has no change, and settings of <c>config/web</c> are no part of a site at all.
/// </summary>
internal static class SiteValues
{
    public static IReadOnlyList<ChangedValue> Difference(AppSpec app, AppState before, AppState after)
    {
        var (old, now) = (Of(app, before), Of(app, after));
        return [.. old.Keys.Union(now.Keys)
            .Select(key => new ChangedValue(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key)))
            .Where(v => v.Before != v.After)];
    }

    private static Dictionary<string, string?> Of(AppSpec app, AppState state)
    {
        var posture = state.Posture;
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["properties.clientCertEnabled"] = Text(posture.ClientCertEnabled),
            ["properties.clientCertMode"] = posture.ModeAbsent ? null : posture.Mode,
            ["properties.clientCertExclusionPaths"] = app.Traits.GraphLacksExclusions ? null : posture.ExclusionPaths,
            ["properties.clientCertExclusionEndPoints"] = posture.ExclusionEndPoints,
            ["properties.httpsOnly"] = Text(posture.HttpsOnly),
            ["properties.state"] = state.State,
            ["properties.enabled"] = Text(state.Enabled),
            ["properties.serverFarmId"] = app.In(state).Plan.Id,
            ["properties.slotSwapStatus.timestampUtc"] = state.Swap is { } swap ? SiteDocuments.Time(swap.At) : null,
            ["properties.slotSwapStatus.sourceSlotName"] = state.Swap?.Source,
            ["properties.slotSwapStatus.destinationSlotName"] = state.Swap?.Destination,
        };
        foreach (var (name, value) in state.Tags ?? [])
        {
            values[$"tags.{name}"] = value as string;
        }

        return values;
    }

    private static string? Text(object? value) => value is bool flag ? (flag ? "True" : "False") : value is null ? null : Converting.ToText(value);
}
