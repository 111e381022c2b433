using Dashboard.Web.Access;

namespace Dashboard.Web.Components.Layout;

/// <summary>Roles in words.</summary>
internal static class RoleWords
{
    /// <summary>What somebody with the role may do.</summary>
    public static string Of(string role) => role switch
    {
        Roles.Reader => "Sees pages and lists",
        Roles.FinOps => "Edits assumptions and budgets",
        Roles.Security => "Starts and cancels runs, tests the connection",
        Roles.RiskApprover => "Decides exceptions",
        Roles.Auditor => "Reads and verifies the audit trail",
        Roles.Admin => "Changes settings, reads the audit trail",
        Roles.AppOwner => "Acts for own apps",
        Roles.Ingest => "Delivers data by machine",
        Roles.Monitor => "Reads the metrics",
        _ => "",
    };
}
