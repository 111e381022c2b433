using Dashboard.Core.Inventory;

namespace Dashboard.Core.Exemptions;

/// <summary>The kinds of app that a policy about client certificates looks at. Azure has a definition of its own for each.</summary>
[Flags]
public enum PolicyTargets
{
    /// <summary>None: the policy is about something else.</summary>
    None = 0,

    /// <summary>Web and API apps.</summary>
    WebApps = 1,

    /// <summary>Their slots.</summary>
    WebSlots = 2,

    /// <summary>Function apps.</summary>
    FunctionApps = 4,

    /// <summary>Their slots.</summary>
    FunctionSlots = 8,

    /// <summary>All of them: what is known of a definition that is not Azure's own.</summary>
    All = WebApps | WebSlots | FunctionApps | FunctionSlots,
}

/// <summary>Which of Azure's policies an app falls under.</summary>
public static class PolicyTarget
{
    /// <summary>The target that an app is, told as the definitions tell it: by type, and by "functionapp" in its kind.</summary>
    public static PolicyTargets Of(string resourceId, string? kind) =>
        (kind?.Contains("functionapp", StringComparison.OrdinalIgnoreCase) == true, ResourceIds.IsSlot(resourceId)) switch
        {
            (false, false) => PolicyTargets.WebApps,
            (false, true) => PolicyTargets.WebSlots,
            (true, false) => PolicyTargets.FunctionApps,
            (true, true) => PolicyTargets.FunctionSlots,
        };
}
