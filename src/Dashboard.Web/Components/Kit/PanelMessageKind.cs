namespace Dashboard.Web.Components.Kit;

/// <summary>The designed states of a panel that shows no content.</summary>
public enum PanelMessageKind
{
    /// <summary>Nothing to show: the reason and the next step.</summary>
    Empty,

    /// <summary>It could not be loaded.</summary>
    Error,

    /// <summary>The role may not see it.</summary>
    NoPermission,
}

/// <summary>The looks of those states.</summary>
public static class PanelMessageKinds
{
    /// <summary>The icon.</summary>
    public static string Icon(PanelMessageKind kind) => kind switch
    {
        PanelMessageKind.Empty => "empty",
        PanelMessageKind.Error => "warning",
        PanelMessageKind.NoPermission => "lock",
    };
}
