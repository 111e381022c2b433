using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Audit;

/// <summary>The audit trail in words.</summary>
public static class AuditWords
{
    /// <summary>What was done, as people say it; an action of a later version keeps its name.</summary>
    public static string Action(string action) => action switch
    {
        AuditActions.RunStarted => "Started a run",
        AuditActions.RunCancelled => "Cancelled a run",
        AuditActions.SubscriptionRetired => "Retired a subscription",
        AuditActions.SchemaMigrated => "Migrated the database",
        AuditActions.ExportDownloaded => "Took a list as a file",
        AuditActions.DemoFilled => "Filled the demo's past",
        AuditActions.ConnectionTested => "Tested the connection",
        AuditActions.SignedIn => "Signed in",
        AuditActions.SignedOut => "Signed out",
        AuditActions.SessionsEnded => "Ended sessions",
        AuditActions.SignInRefused => "Was refused at sign-in",
        AuditActions.FindingAssigned => "Assigned a finding",
        AuditActions.FindingCommented => "Commented on a finding",
        AuditActions.FindingLinked => "Linked a finding's ticket",
        AuditActions.ExceptionRequested => "Asked for an exception",
        AuditActions.ExceptionApproved => "Approved an exception",
        AuditActions.ExceptionRejected => "Rejected an exception",
        AuditActions.ExceptionWithdrawn => "Withdrew a request for an exception",
        AuditActions.ExceptionRevoked => "Revoked an exception",
        AuditActions.ExceptionCommented => "Commented on an exception",
        AuditActions.MonthSealed => "Sealed a month",
        AuditActions.CertificatesImported => "Imported certificates",
        AuditActions.CertificateRevoked => "Marked a certificate as revoked",
        AuditActions.CertificateRetired => "Retired a certificate",
        AuditActions.SuccessorConfirmed => "Confirmed a certificate's successor",
        AuditActions.SuccessorRejected => "Rejected a certificate's successor",
        AuditActions.PkiRegistered => "Registered a PKI",
        AuditActions.PkiChanged => "Changed a PKI",
        AuditActions.MonthSigned => "Signed a month off",
        AuditActions.AssumptionsChanged => "Changed assumptions",
        _ => action,
    };

    /// <summary>How it ended; empty where it simply succeeded.</summary>
    public static string Outcome(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Succeeded => "Succeeded",
        AuditOutcome.Partial => "In part",
        AuditOutcome.Failed => "Failed",
    };

    /// <summary>The kind of an actor.</summary>
    public static string Kind(ActorKind kind) => kind switch
    {
        ActorKind.Person => "person",
        ActorKind.LocalOperator => "local operator",
        ActorKind.Schedule => "schedule",
        ActorKind.System => "the program",
        ActorKind.Machine => "another program",
    };

    /// <summary>How far the chain is anchored, in a sentence.</summary>
    public static string Anchor(AuditHead head) => head switch
    {
        { Seq: 0 } => "The trail is empty.",
        { AnchoredTo: null } => "Unanchored: nothing outside the database says that these are the true entries. An operator sets Dashboard__Audit__AnchorFile.",
        { AnchoredTo: { } to } when to > head.Seq => FormattableString.Invariant($"The anchor goes up to entry {to}, and the trail ends at {head.Seq}: entries were removed. Run 'verify'."),
        { AnchoredTo: { } to } when to < head.Seq => FormattableString.Invariant($"Anchored up to entry {to}; {Words.Of((int)Math.Min(head.Seq - to, int.MaxValue), "newer entry is", "newer entries are")} not anchored yet."),
        _ => "Anchored up to the last entry.",
    };
}
