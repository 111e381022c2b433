namespace Dashboard.Web.Access;

/// <summary>The roles. In Azure mode they are Entra app roles of the same names.</summary>
public static class Roles
{
    /// <summary>Sees everything that is not the audit trail.</summary>
    public const string Reader = nameof(Reader);

    /// <summary>Edits assumptions and budget plans.</summary>
    public const string FinOps = nameof(FinOps);

    /// <summary>Starts and cancels runs, attests, probes, requests exceptions.</summary>
    public const string Security = nameof(Security);

    /// <summary>Decides exceptions.</summary>
    public const string RiskApprover = nameof(RiskApprover);

    /// <summary>Reads and verifies the audit trail.</summary>
    public const string Auditor = nameof(Auditor);

    /// <summary>Changes settings.</summary>
    public const string Admin = nameof(Admin);

    /// <summary>Acts for the apps that are theirs.</summary>
    public const string AppOwner = nameof(AppOwner);

    /// <summary>Machines that deliver certificates and failures.</summary>
    public const string Ingest = nameof(Ingest);

    /// <summary>Machines that scrape the metrics, and may do nothing else.</summary>
    public const string Monitor = nameof(Monitor);

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } = [Reader, FinOps, Security, RiskApprover, Auditor, Admin, AppOwner, Ingest, Monitor];
}
