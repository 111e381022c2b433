namespace Dashboard.Web.Access;

/// <summary>What may be done, by name. Pages, components and endpoints name a policy and never a role.</summary>
public static class Policies
{
    /// <summary>Read pages and lists: also what holds wherever nothing is said (deny by default).</summary>
    public const string Read = nameof(Read);

    /// <summary>Start and cancel runs.</summary>
    public const string ManageRuns = nameof(ManageRuns);

    /// <summary>Assign findings, comment on them and link their tickets.</summary>
    public const string WorkOnFindings = nameof(WorkOnFindings);

    /// <summary>Edit assumptions and budget plans.</summary>
    public const string EditAssumptions = nameof(EditAssumptions);

    /// <summary>Ask for exceptions, and take one's own request back. App owners do so for their own apps alone, which is checked besides.</summary>
    public const string RequestExceptions = nameof(RequestExceptions);

    /// <summary>Comment on exceptions. App owners do so where their own apps are covered, which is checked besides.</summary>
    public const string CommentOnExceptions = nameof(CommentOnExceptions);

    /// <summary>Decide exceptions.</summary>
    public const string DecideExceptions = nameof(DecideExceptions);

    /// <summary>Seal a month by hand.</summary>
    public const string SealMonths = nameof(SealMonths);

    /// <summary>Sign a sealed month off. Nobody does so for a month that they sealed by hand, which is checked besides.</summary>
    public const string SignMonths = nameof(SignMonths);

    /// <summary>Import certificates, retire and revoke them, say what follows what, and edit the register of PKIs.</summary>
    public const string ManageCertificates = nameof(ManageCertificates);

    /// <summary>Read the audit trail.</summary>
    public const string ReadAudit = nameof(ReadAudit);

    /// <summary>See and change settings.</summary>
    public const string ManageSettings = nameof(ManageSettings);

    /// <summary>Act for own apps.</summary>
    public const string ActForOwnApps = nameof(ActForOwnApps);

    /// <summary>Deliver data by machine.</summary>
    public const string Ingest = nameof(Ingest);

    /// <summary>See how the program is set up and how to find it in the logs.</summary>
    public const string ReadOperations = nameof(ReadOperations);

    /// <summary>Test the connection to Azure.</summary>
    public const string TestConnections = nameof(TestConnections);

    /// <summary>Scrape the metrics.</summary>
    public const string ReadMetrics = nameof(ReadMetrics);

    /// <summary>The roles of which each policy asks for one.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> RolesOf { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Read] = [Roles.Reader],
        [ManageRuns] = [Roles.Security],
        [WorkOnFindings] = [Roles.Security],
        [EditAssumptions] = [Roles.FinOps],
        [RequestExceptions] = [Roles.Security, Roles.AppOwner],
        [CommentOnExceptions] = [Roles.Security, Roles.RiskApprover, Roles.AppOwner],
        [DecideExceptions] = [Roles.RiskApprover],
        [SealMonths] = [Roles.Security],
        [SignMonths] = [Roles.RiskApprover, Roles.Auditor],
        [ManageCertificates] = [Roles.Security],
        [ReadAudit] = [Roles.Auditor, Roles.Admin],
        [ManageSettings] = [Roles.Admin],
        [ActForOwnApps] = [Roles.AppOwner],
        [Ingest] = [Roles.Ingest],
        [ReadMetrics] = [Roles.Monitor, Roles.Admin, Roles.Security],
        [ReadOperations] = [Roles.Admin, Roles.Auditor, Roles.Security],
        [TestConnections] = [Roles.Admin, Roles.Security],
    };
}
