using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture;

/// <summary>What the front end really does with client certificates.</summary>
public enum EffectiveMode
{
    /// <summary>The mode is null, absent, empty or none that we know, while client certificates are on.</summary>
    Unknown,

    /// <summary>Every request needs a certificate.</summary>
    Require,

    /// <summary>A client may send one; browsers are prompted.</summary>
    Optional,

    /// <summary>A client may send one; asked for by renegotiation.</summary>
    OptionalInteractiveUser,

    /// <summary>No certificate is asked for.</summary>
    Ignore,
}

/// <summary>
/// The table of flag and mode. Azure's default site has the flag off <b>and</b> the mode <c>Required</c>: neither alone
/// tells the truth.
/// </summary>
public static class EffectiveModes
{
    /// <summary>The effective mode of <paramref name="enabled"/> and <paramref name="mode"/>.</summary>
    public static EffectiveMode Of(Reading<bool> enabled, Reading<string> mode) => enabled.State switch
    {
        ReadingState.Absent or ReadingState.Null => EffectiveMode.Ignore,
        ReadingState.NotUnderstood => EffectiveMode.Unknown,
        ReadingState.Value => enabled.Value ? OfMode(mode) : EffectiveMode.Ignore,
    };

    /// <summary>The portal's words for a mode. They changed meaning in late 2024, so pages show the API value beside them.</summary>
    public static string PortalLabel(EffectiveMode mode) => mode switch
    {
        EffectiveMode.Require => "Require",
        EffectiveMode.Optional => "Allow (since late 2024: Optional)",
        EffectiveMode.OptionalInteractiveUser => "Optional (since late 2024: Optional Interactive User)",
        EffectiveMode.Ignore => "Ignore",
        EffectiveMode.Unknown => "–",
    };

    private static EffectiveMode OfMode(Reading<string> mode)
    {
        var text = mode.OrDefault()?.Trim();
        if (string.Equals(text, "Required", StringComparison.OrdinalIgnoreCase)) return EffectiveMode.Require;
        if (string.Equals(text, "Optional", StringComparison.OrdinalIgnoreCase)) return EffectiveMode.Optional;
        return string.Equals(text, "OptionalInteractiveUser", StringComparison.OrdinalIgnoreCase)
            ? EffectiveMode.OptionalInteractiveUser
            : EffectiveMode.Unknown;
    }
}
