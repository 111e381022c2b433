namespace Dashboard.Web.Hosting.Settings;

/// <summary>Where a setting's value came from.</summary>
public enum SettingOrigin
{
    /// <summary>It is not set.</summary>
    Default,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary><c>appsettings.json</c> beside the program.</summary>
    File,

    /// <summary>Somewhere else, for example a setting of ASP.NET Core that stands in for ours.</summary>
    Other,
}
