using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture;

/// <summary>Judges who can reach an app over the network.</summary>
public static class NetworkReach
{
    private static readonly string[] Everyone = ["Any", "0.0.0.0/0", "::/0"];

    /// <summary>
    /// <c>Private</c> where public network access is disabled; <c>Restricted</c> where access restrictions were read and do
    /// not allow everyone; <c>Public</c> where access is enabled or not set; <c>Unknown</c> where it was not understood.
    /// </summary>
    /// <remarks>Restrictions that could not be read cannot make an app Restricted: the careful reading is Public.</remarks>
    public static Reachability Of(Reading<string> publicNetworkAccess, Reading<AccessRestrictions> restrictions)
    {
        if (publicNetworkAccess.State == ReadingState.NotUnderstood) return Reachability.Unknown;
        var access = publicNetworkAccess.OrDefault()?.Trim() ?? "";
        if (access.Equals("Disabled", StringComparison.OrdinalIgnoreCase)) return Reachability.Private;
        if (access.Length > 0 && !access.Equals("Enabled", StringComparison.OrdinalIgnoreCase)) return Reachability.Unknown;
        return AllowsEveryone(restrictions.OrDefault() ?? AccessRestrictions.None) ? Reachability.Public : Reachability.Restricted;
    }

    /// <summary>The gateway that the access restrictions show in front of the app; it ends TLS before App Service. Null where none shows.</summary>
    public static string? GatewayOf(Reading<AccessRestrictions> restrictions) =>
        restrictions.OrDefault()?.Rules.Any(r => r.Allow && r.Source.StartsWith("AzureFrontDoor", StringComparison.OrdinalIgnoreCase)) == true
            ? "Front Door"
            : null;

    // App Service takes the first matching entry; without any entry, or with the unmatched action Allow, everyone gets in.
    // An entry for everyone decides for all callers that no earlier entry matched.
    private static bool AllowsEveryone(AccessRestrictions restrictions)
    {
        foreach (var rule in restrictions.Rules)
        {
            if (Everyone.Contains(rule.Source.Trim(), StringComparer.OrdinalIgnoreCase)) return rule.Allow;
        }

        return restrictions.DefaultAllow ?? restrictions.Rules.All(r => !r.Allow) && restrictions.Rules.Count == 0;
    }
}
