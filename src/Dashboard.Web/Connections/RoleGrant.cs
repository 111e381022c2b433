using Dashboard.Core.Connections;
using Dashboard.Web.Components.Pages.AppDetails;

namespace Dashboard.Web.Connections;

/// <summary>The command that grants a missing role.</summary>
public static class RoleGrant
{
    private const string UnknownPrincipal = "<principal id>";

    /// <summary>Azure CLI; what is not known stands in angle brackets, inside quotes, so that a shell does not take it for a redirection.</summary>
    /// <param name="missing">The role and where.</param>
    /// <param name="principal">Whom to grant it: an object or client id; null where it is not known.</param>
    public static string Command(MissingRole missing, string? principal) =>
        $"az role assignment create --assignee {ShellQuoting.Bash(principal ?? UnknownPrincipal)} "
        + $"--role {ShellQuoting.Bash(missing.Role)} --scope {ShellQuoting.Bash(missing.Scope)}";

    /// <summary>Whom to grant it: who the token says asked, else the configured client.</summary>
    public static string? Principal(TokenIdentity? identity, string? clientId) => identity?.ObjectId ?? clientId;
}
