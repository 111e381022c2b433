namespace Dashboard.Core.Audit;

/// <summary>The names of what is audited. A name is never given another meaning: old entries carry it for ever.</summary>
public static class AuditActions
{
    /// <summary>A run was started by hand or from the command line.</summary>
    public const string RunStarted = "run.started";

    /// <summary>A run was asked to stop.</summary>
    public const string RunCancelled = "run.cancelled";

    /// <summary>A subscription that is no longer read was declared gone.</summary>
    public const string SubscriptionRetired = "subscription.retired";

    /// <summary>The database got a newer schema.</summary>
    public const string SchemaMigrated = "schema.migrated";

    /// <summary>A whole list was taken as a file.</summary>
    public const string ExportDownloaded = "export.downloaded";

    /// <summary>The demo filled its past.</summary>
    public const string DemoFilled = "demo.filled";

    /// <summary>The connection to Azure was tested.</summary>
    public const string ConnectionTested = "connection.tested";

    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "session.started";

    /// <summary>Somebody signed out.</summary>
    public const string SignedOut = "session.ended";

    /// <summary>An operator ended sessions of others.</summary>
    public const string SessionsEnded = "sessions.ended";

    /// <summary>Somebody whom the identity provider knows was not let in; the details say why.</summary>
    public const string SignInRefused = "sign-in.refused";

    /// <summary>Somebody was named who is to mend a finding, or nobody any more.</summary>
    public const string FindingAssigned = "finding.assigned";

    /// <summary>A finding was commented on.</summary>
    public const string FindingCommented = "finding.commented";

    /// <summary>A finding's ticket was linked, or the link taken away.</summary>
    public const string FindingLinked = "finding.linked";

    /// <summary>Assumptions were changed; the details say which, from what to what, and why.</summary>
    public const string AssumptionsChanged = "assumptions.changed";

    /// <summary>An exception was asked for.</summary>
    public const string ExceptionRequested = "exception.requested";

    /// <summary>An exception was approved; where it renews one that still ran, that one is superseded.</summary>
    public const string ExceptionApproved = "exception.approved";

    /// <summary>An exception was refused.</summary>
    public const string ExceptionRejected = "exception.rejected";

    /// <summary>A request for an exception was taken back by who made it.</summary>
    public const string ExceptionWithdrawn = "exception.withdrawn";

    /// <summary>An approved exception was taken back.</summary>
    public const string ExceptionRevoked = "exception.revoked";

    /// <summary>An exception was commented on.</summary>
    public const string ExceptionCommented = "exception.commented";

    /// <summary>A month was sealed; the details have the hash of its figures.</summary>
    public const string MonthSealed = "month.sealed";

    /// <summary>A person signed a sealed month off; the details have the hash that they signed, and what they said.</summary>
    public const string MonthSigned = "month.signed";

    /// <summary>Certificates were taken in; the details have the counts.</summary>
    public const string CertificatesImported = "certificates.imported";

    /// <summary>A certificate was marked as revoked by its issuer.</summary>
    public const string CertificateRevoked = "certificate.revoked";

    /// <summary>A certificate went out of use.</summary>
    public const string CertificateRetired = "certificate.retired";

    /// <summary>Somebody said that a certificate follows another one.</summary>
    public const string SuccessorConfirmed = "certificate.successor-confirmed";

    /// <summary>Somebody said that a certificate does not follow another one.</summary>
    public const string SuccessorRejected = "certificate.successor-rejected";

    /// <summary>A PKI was registered.</summary>
    public const string PkiRegistered = "pki.registered";

    /// <summary>A PKI's entry was changed.</summary>
    public const string PkiChanged = "pki.changed";

    /// <summary>Every action.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RunStarted, RunCancelled, SubscriptionRetired, SchemaMigrated, ExportDownloaded, DemoFilled, ConnectionTested,
        SignedIn, SignedOut, SessionsEnded, SignInRefused, FindingAssigned, FindingCommented, FindingLinked,
        AssumptionsChanged,
        ExceptionRequested, ExceptionApproved, ExceptionRejected, ExceptionWithdrawn, ExceptionRevoked, ExceptionCommented,
        MonthSealed, MonthSigned,
        CertificatesImported, CertificateRevoked, CertificateRetired, SuccessorConfirmed, SuccessorRejected, PkiRegistered, PkiChanged,
    ];
}

/// <summary>The kinds of subjects.</summary>
public static class AuditSubjects
{
    /// <summary>A run by its number.</summary>
    public const string Run = "run";

    /// <summary>An Azure subscription by its id.</summary>
    public const string Subscription = "subscription";

    /// <summary>A list by its name.</summary>
    public const string List = "list";

    /// <summary>The database.</summary>
    public const string Database = "database";

    /// <summary>Who uses the program, by the identity that stays the same, or <c>all</c>.</summary>
    public const string User = "user";

    /// <summary>The demo.</summary>
    public const string Demo = "demo";

    /// <summary>A finding by its number.</summary>
    public const string Finding = "finding";

    /// <summary>What is assumed, by its field: <c>costs</c>.</summary>
    public const string Assumptions = "assumptions";

    /// <summary>An exception by its number.</summary>
    public const string Exception = "exception";

    /// <summary>A certificate by its number.</summary>
    public const string Certificate = "certificate";

    /// <summary>An import of certificates by its number.</summary>
    public const string CertificateImport = "certificate-import";

    /// <summary>A PKI by its number.</summary>
    public const string Pki = "pki";

    /// <summary>A month, <c>yyyy-MM</c>.</summary>
    public const string Month = "month";

    /// <summary>What is read of Azure, by the source's name, or <c>all</c>.</summary>
    public const string Connection = "connection";
}
