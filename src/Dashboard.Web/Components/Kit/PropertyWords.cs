using Dashboard.Core.Inventory;

namespace Dashboard.Web.Components.Kit;

/// <summary>What changed about one property, in words. Values are other people's text: pages show them as text only.</summary>
public static class PropertyWords
{
    /// <summary>A value in a sentence is cut here; the details show all of it.</summary>
    private const int Longest = 80;

    private const string TagPrefix = "tags.";

    private static readonly string[] Prefixes = ["properties.siteConfig.", "siteConfig.", "properties."];

    /// <summary>Names as Azure's records and the apps list write them, and as a sentence does.</summary>
    private static readonly Dictionary<string, string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["clientCertEnabled"] = "Client certificates",
        ["clientCertMode"] = "Client certificate mode",
        ["clientCertExclusionPaths"] = "Exclusion path",
        ["exclusionPaths"] = "Exclusion path",
        ["clientCertExclusionEndPoints"] = "Exclusion end point",
        ["effectiveMode"] = "Effective mode",
        ["httpsOnly"] = "HTTPS only",
        ["http20Enabled"] = "HTTP/2",
        ["minTlsVersion"] = "Minimum TLS version",
        ["publicNetworkAccess"] = "Public network access",
        ["state"] = "State",
        ["enabled"] = "The app",
        ["serverFarmId"] = "Plan",
        ["planId"] = "Plan",
        ["kind"] = "Kind",
        ["sku.tier"] = "Plan tier",
        ["sku"] = "Plan tier",
        ["tier"] = "Plan tier",
        ["reachability"] = "Reachability",
        ["gateway"] = "Gateway in front",
        ["resourceGroup"] = "Resource group",
        ["subscriptionId"] = "Subscription",
        ["sensitivity"] = "Sensitivity",
        ["owner"] = "Owner",
        ["costCentre"] = "Cost centre",
        ["environment"] = "Environment",
        ["scenario"] = "Scenario",
        ["inScope"] = "Must enforce",
    };

    private static readonly HashSet<string> Switches = new(StringComparer.OrdinalIgnoreCase) { "clientCertEnabled", "httpsOnly", "http20Enabled", "enabled" };

    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        "clientCertExclusionPaths", "exclusionPaths", "clientCertExclusionEndPoints",
    };

    private static readonly HashSet<string> Ids = new(StringComparer.OrdinalIgnoreCase) { "serverFarmId", "planId" };

    /// <summary>The name of a property in words; as written where it has none.</summary>
    public static string Label(string property)
    {
        if (property.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase)) return "Tag " + Printable(property[TagPrefix.Length..]);
        return Labels.GetValueOrDefault(Key(property), Printable(property));
    }

    /// <summary>
    /// A value with a mark for each character that nobody sees: one that turns the direction of what follows would make a
    /// sentence say something else.
    /// </summary>
    public static string Printable(string value) => value.Any(IsUnseen) ? string.Concat(value.Select(c => IsUnseen(c) ? '\uFFFD' : c)) : value;

    /// <summary>What changed, a sentence or more: an exclusion setting holds several paths.</summary>
    public static IReadOnlyList<string> Of(PropertyChange change)
    {
        var (key, label) = (Key(change.Property), Label(change.Property));
        if (change.Truncated) return [$"{label} changed; Azure cut its record of the values"];
        if (Lists.Contains(key)) return Entries(label, change);
        if (Switches.Contains(key) && Switched(change.After) is { } on) return [$"{label} {(key.Equals("enabled", StringComparison.OrdinalIgnoreCase) ? "was " : "")}switched {on}"];
        return [Values(label, Shown(key, change.Before), Shown(key, change.After))];
    }

    private static string Values(string label, string? before, string? after) => (before, after) switch
    {
        (null, null) => $"{label} changed",
        (null, _) => $"{label} set to {after}",
        (_, null) => $"{label} removed; it was {before}",
        _ => $"{label} changed from {before} to {after}",
    };

    private static List<string> Entries(string label, PropertyChange change)
    {
        var (old, now) = (StateWords.Entries(change.Before), StateWords.Entries(change.After));
        List<string> words =
        [
            .. now.Except(old, StringComparer.OrdinalIgnoreCase).Select(e => $"{label} {Cut(e)} added"),
            .. old.Except(now, StringComparer.OrdinalIgnoreCase).Select(e => $"{label} {Cut(e)} removed"),
        ];
        return words.Count > 0 ? words : [$"{label}s written otherwise"];
    }

    private static string? Switched(string? value) =>
        bool.TryParse(value, out var on) ? on ? "on" : "off" : null;

    private static string? Shown(string key, string? value)
    {
        if (key.Equals("inScope", StringComparison.OrdinalIgnoreCase)) return StateWords.Scope(bool.TryParse(value, out var inScope) ? inScope : null);
        if (string.IsNullOrEmpty(value)) return null;
        return Cut(Ids.Contains(key) ? value[(value.LastIndexOf('/') + 1)..] : value);
    }

    private static string Cut(string value) => Printable(value.Length <= Longest ? value : value[..Longest] + "…");

    private static bool IsUnseen(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Key(string property)
    {
        foreach (var prefix in Prefixes)
            if (property.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return property[prefix.Length..];
        return property;
    }
}
