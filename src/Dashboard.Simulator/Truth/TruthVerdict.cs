using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Truth;

/// <summary>
/// The verdict of an app, written a second time and on purpose without a look at the dashboard's own rules, for the
/// settings that the generated estate can have. No exclusion is allowed.
/// </summary>
internal static class TruthVerdict
{
    public const string Enforced = "Enforced";
    public const string Gaps = "Gaps";
    public const string NotEnforced = "NotEnforced";
    public const string Unsupported = "Unsupported";
    public const string NotApplicable = "NotApplicable";
    public const string Unknown = "Unknown";

    /// <param name="kind">The app's kind.</param>
    /// <param name="posture">Its settings as Azure has them, whichever of its interfaces shows them.</param>
    /// <param name="sku">The size of its plan; what the site itself says of its tier does not count.</param>
    public static string Of(AppKind kind, Posture posture, Sku sku)
    {
        if (!kind.IsApplicable)
        {
            return NotApplicable;
        }

        if (sku.Tier is "Free" or "Shared")
        {
            return Unsupported;
        }

        var exclusions = Entries(posture.ExclusionPaths).Concat(Entries(posture.ExclusionEndPoints)).ToList();
        var required = Requires(posture);
        if (required == false || exclusions.Contains("/"))
        {
            return NotEnforced;
        }

        if (required is null || posture.HttpsOnly is not bool https)
        {
            return Unknown;
        }

        return https && exclusions.Count == 0 ? Enforced : Gaps;
    }

    /// <summary>Whether the front end demands a certificate; null when the mode says nothing that is understood.</summary>
    private static bool? Requires(Posture posture)
    {
        if (posture.ClientCertEnabled is not true)
        {
            return false;
        }

        return posture.ModeAbsent ? null : posture.Mode?.Trim().ToUpperInvariant() switch
        {
            "REQUIRED" => true,
            "OPTIONAL" or "OPTIONALINTERACTIVEUSER" => false,
            _ => null,
        };
    }

    private static string[] Entries(string? list) =>
        (list ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
