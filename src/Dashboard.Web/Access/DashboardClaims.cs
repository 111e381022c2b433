namespace Dashboard.Web.Access;

/// <summary>What the program itself says of a signed-in user, beside the framework's name and role.</summary>
internal static class DashboardClaims
{
    /// <summary>The key of the user's session.</summary>
    public const string Session = "dashboard:session";

    /// <summary>An owner tag's value that means this user.</summary>
    public const string Owner = "dashboard:owner";

    /// <summary>The user's groups are not known, and so not what comes with them.</summary>
    public const string GroupsUnknown = "dashboard:groups-unknown";

    /// <summary>The user is a program.</summary>
    public const string Machine = "dashboard:machine";
}
