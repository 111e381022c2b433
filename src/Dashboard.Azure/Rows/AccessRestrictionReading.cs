using System.Text.Json;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>Reads <c>ipSecurityRestrictions</c> and its default action. Property names come in both casings.</summary>
internal static class AccessRestrictionReading
{
    /// <summary>
    /// The restrictions. One entry without a source, or with an action that is no text, makes all of it "not understood":
    /// half a list of restrictions could read as stricter than the whole.
    /// </summary>
    public static Reading<AccessRestrictions> Of(JsonElement rules, JsonElement defaultAction)
    {
        var action = JsonReadings.Text(defaultAction);
        if (!TryAllow(action, out var allow)) return Reading.NotUnderstood<AccessRestrictions>(defaultAction.GetRawText());
        switch (rules.ValueKind)
        {
            case JsonValueKind.Undefined:
                return Reading.Absent<AccessRestrictions>();
            case JsonValueKind.Null:
                return allow is null ? Reading.Null<AccessRestrictions>() : Reading.Of(new AccessRestrictions([], allow));
            case JsonValueKind.Array:
                var read = new List<AccessRule>();
                foreach (var rule in rules.EnumerateArray())
                {
                    if (Rule(rule) is not { } understood) return Reading.NotUnderstood<AccessRestrictions>(rules.GetRawText());
                    read.Add(understood);
                }

                return Reading.Of(read.Count == 0 && allow is null ? AccessRestrictions.None : new AccessRestrictions(read, allow));
            default:
                return Reading.NotUnderstood<AccessRestrictions>(rules.GetRawText());
        }
    }

    private static AccessRule? Rule(JsonElement rule)
    {
        // A service tag is written into ipAddress, with "ServiceTag" as tag; a subnet has neither.
        var source = Source(rule, "ipAddress") ?? Source(rule, "vnetSubnetResourceId") ?? Source(rule, "tag");
        var action = JsonReadings.Text(JsonReadings.Property(rule, "action"));
        // No action means Allow, which is also the reading that exposes more.
        return source is not null && TryAllow(action, out var allow) ? new AccessRule(source, allow ?? true) : null;
    }

    private static string? Source(JsonElement rule, string name) =>
        JsonReadings.TextOrNull(JsonReadings.Property(rule, name)) is { Length: > 0 } text ? text : null;

    // True Allow, false any other action, null not set.
    private static bool TryAllow(Reading<string> action, out bool? allow)
    {
        allow = action.OrDefault()?.Trim() is { Length: > 0 } text ? text.Equals("Allow", StringComparison.OrdinalIgnoreCase) : null;
        return action.State != ReadingState.NotUnderstood;
    }
}
