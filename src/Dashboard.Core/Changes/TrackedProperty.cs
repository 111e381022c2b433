using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Changes;

/// <summary>
/// The properties of a site that Azure's change records may name and that the product tracks, each with how it reads on
/// an app and how a change of it is undone. Names compare without regard to case, since the spelling is not documented.
/// </summary>
internal static class TrackedProperty
{
    private const string TagPrefix = "tags.";

    private static readonly Dictionary<string, Tracked> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["properties.clientCertEnabled"] = new(
            a => Text(a.ClientCertEnabled), (a, v) => Flag(v) is { } f ? a with { ClientCertEnabled = f } : null, s => s.ClientCertEnabled?.ToString()),
        ["properties.clientCertMode"] = new(a => a.ClientCertMode.OrDefault(), (a, v) => a with { ClientCertMode = Texts(v) }, s => s.ClientCertMode),
        ["properties.clientCertExclusionPaths"] = new(
            a => a.ExclusionPaths.OrDefault(), (a, v) => a with { ExclusionPaths = Texts(v) }, s => s.ExclusionPaths),
        ["properties.clientCertExclusionEndPoints"] = new(a => a.ExclusionEndPoints.OrDefault(), (a, v) => a with { ExclusionEndPoints = Texts(v) }),
        ["properties.httpsOnly"] = new(
            a => Text(a.HttpsOnly), (a, v) => Flag(v) is { } f ? a with { HttpsOnly = f } : null, s => s.HttpsOnly?.ToString()),
        ["properties.publicNetworkAccess"] = new(
            a => a.PublicNetworkAccess.OrDefault(), (a, v) => a with { PublicNetworkAccess = Texts(v) }, s => s.PublicNetworkAccess),
        ["properties.state"] = new(a => a.State, (a, v) => a with { State = v }, s => s.State),
        ["properties.enabled"] = new(a => Text(a.Enabled), (a, v) => Flag(v) is { } f ? a with { Enabled = f } : null),
        ["properties.serverFarmId"] = new(a => a.PlanId, (a, v) => a with { PlanId = v }, s => s.PlanId),
        ["kind"] = new(a => a.Kind, (a, v) => a with { Kind = v }, s => s.Kind),
    };

    /// <summary>True where a change of this property of a site can change what is tracked; of tags, those that <paramref name="tagMatters"/>.</summary>
    public static bool IsTracked(string property, Func<string, bool> tagMatters) =>
        ByName.ContainsKey(property)
        || (property.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) && tagMatters(property[TagPrefix.Length..]));

    /// <summary>True for the size of a plan.</summary>
    public static bool IsTier(string property) =>
        property.Equals("sku.tier", StringComparison.OrdinalIgnoreCase) || property.Equals("properties.sku", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the app reads as the change left it; true where that cannot be told.</summary>
    public static bool Fits(AppObservation app, PropertyChange change)
    {
        if (change.Truncated) return true;
        if (ByName.TryGetValue(change.Property, out var tracked)) return Same(tracked.Read(app), change.After);
        return !change.Property.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase)
            || Same(app.Tags.GetValueOrDefault(change.Property[TagPrefix.Length..]), change.After);
    }

    /// <summary>Whether a state that was recorded shows what the change led to; null where the state does not tell.</summary>
    public static bool? Shows(AppState state, PropertyChange change)
    {
        if (change.Truncated) return null;
        if (IsTier(change.Property)) return Same(state.Tier, change.After);
        return ByName.GetValueOrDefault(change.Property)?.Recorded is { } recorded ? Same(recorded(state), change.After) : null;
    }

    /// <summary>The app before the change; the same where nothing here hangs on it; null where that cannot be told.</summary>
    public static AppObservation? Undo(AppObservation app, PropertyChange change)
    {
        if (ByName.TryGetValue(change.Property, out var tracked)) return change.Truncated ? null : tracked.Write(app, change.Before);
        // No verdict hangs on a tag: one that was cut is left as it is.
        return change.Property.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) && !change.Truncated
            ? app with { Tags = Tagged(app.Tags, change.Property[TagPrefix.Length..], change.Before) }
            : app;
    }

    /// <summary>The app after the change, where it was as before the change; else as <see cref="Undo"/>.</summary>
    public static AppObservation? Apply(AppObservation app, PropertyChange change) => Undo(app, change with { Before = change.After });

    /// <summary>Texts of two readings of one property: Azure writes flags and ids in changing case, and nothing as empty or null.</summary>
    public static bool Same(string? a, string? b) =>
        string.Equals(a?.Trim() ?? "", b?.Trim() ?? "", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Tagged(IReadOnlyDictionary<string, string> tags, string name, string? value)
    {
        var others = new Dictionary<string, string>(tags, StringComparer.OrdinalIgnoreCase);
        if (value is null) others.Remove(name);
        else others[name] = value;
        return others;
    }

    private static string? Text(Reading<bool> reading) => reading.State == ReadingState.Value ? (reading.Value ? "true" : "false") : null;

    private static Reading<string> Texts(string? value) => value is null ? Reading.Null<string>() : Reading.Of(value);

    private static Reading<bool>? Flag(string? value) =>
        value is null ? Reading.Null<bool>() : bool.TryParse(value, out var flag) ? Reading.Of(flag) : null;

    private sealed record Tracked(
        Func<AppObservation, string?> Read, Func<AppObservation, string?, AppObservation?> Write, Func<AppState, string?>? Recorded = null);
}
