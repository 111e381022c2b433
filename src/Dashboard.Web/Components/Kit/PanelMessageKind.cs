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
