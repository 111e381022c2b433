namespace Dashboard.Web.Access.Actions;

/// <summary>Something that people do on a page, beyond looking.</summary>
/// <param name="Name">Its name, which pages carry as <c>data-action</c>.</param>
/// <param name="Policy">Whom it is offered to, and who is asked for again when it is done.</param>
public sealed record PageAction(string Name, string Policy);

/// <summary>Every action of the pages. A page has no other, and names its policy nowhere else.</summary>
public static class PageActions
{
    /// <summary>Starts a run.</summary>
    public static PageAction StartRun { get; } = new("run.start", Policies.ManageRuns);

    /// <summary>Cancels the run under way.</summary>
    public static PageAction CancelRun { get; } = new("run.cancel", Policies.ManageRuns);

    /// <summary>Starts a run from the page of an app.</summary>
    public static PageAction Recheck { get; } = new("app.recheck", Policies.ManageRuns);

    /// <summary>Retires a subscription that will not come back.</summary>
    public static PageAction RetireSubscription { get; } = new("subscription.retire", Policies.ManageSettings);

    /// <summary>Names who works on a finding.</summary>
    public static PageAction AssignFinding { get; } = new("finding.assign", Policies.WorkOnFindings);

    /// <summary>Links a finding to its ticket.</summary>
    public static PageAction LinkFinding { get; } = new("finding.link", Policies.WorkOnFindings);

    /// <summary>Comments on a finding.</summary>
    public static PageAction CommentFinding { get; } = new("finding.comment", Policies.WorkOnFindings);

    /// <summary>Asks for an exception.</summary>
    public static PageAction RequestException { get; } = new("exception.request", Policies.RequestExceptions);

    /// <summary>Takes one's own request for an exception back.</summary>
    public static PageAction WithdrawException { get; } = new("exception.withdraw", Policies.RequestExceptions);

    /// <summary>Approves an exception.</summary>
    public static PageAction ApproveException { get; } = new("exception.approve", Policies.DecideExceptions);

    /// <summary>Rejects an exception.</summary>
    public static PageAction RejectException { get; } = new("exception.reject", Policies.DecideExceptions);

    /// <summary>Takes an active exception back.</summary>
    public static PageAction RevokeException { get; } = new("exception.revoke", Policies.DecideExceptions);

    /// <summary>Comments on an exception.</summary>
    public static PageAction CommentOnException { get; } = new("exception.comment", Policies.CommentOnExceptions);

    /// <summary>Changes what is assumed.</summary>
    public static PageAction ChangeAssumptions { get; } = new("assumptions.change", Policies.EditAssumptions);

    /// <summary>Seals a month by hand.</summary>
    public static PageAction SealMonth { get; } = new("month.seal", Policies.SealMonths);

    /// <summary>Signs a sealed month off.</summary>
    public static PageAction SignMonth { get; } = new("month.sign", Policies.SignMonths);

    /// <summary>Takes a file of certificates in.</summary>
    public static PageAction ImportCertificates { get; } = new("certificates.import", Policies.ManageCertificates);

    /// <summary>Says that a certificate is no longer used.</summary>
    public static PageAction RetireCertificate { get; } = new("certificate.retire", Policies.ManageCertificates);

    /// <summary>Says that its issuer took a certificate back.</summary>
    public static PageAction RevokeCertificate { get; } = new("certificate.revoke", Policies.ManageCertificates);

    /// <summary>Says what follows a certificate, or does not.</summary>
    public static PageAction DecideSuccessor { get; } = new("certificate.successor", Policies.ManageCertificates);

    /// <summary>Writes into the register of PKIs.</summary>
    public static PageAction SavePki { get; } = new("pki.save", Policies.ManageCertificates);

    /// <summary>Tests every source.</summary>
    public static PageAction TestConnections { get; } = new("connections.test", Policies.TestConnections);

    /// <summary>Tests one source.</summary>
    public static PageAction TestConnection { get; } = new("connection.test", Policies.TestConnections);

    /// <summary>Stops one's own test.</summary>
    public static PageAction CancelTest { get; } = new("connections.cancel", Policies.TestConnections);

    /// <summary>Chooses a persona in the demo: a form, whose address has the policy as well.</summary>
    public static PageAction ChoosePersona { get; } = new("persona.choose", Policies.Read);

    /// <summary>Signs out: a form. Its address is open, since whoever has no session any more may end it again.</summary>
    public static PageAction SignOut { get; } = new("session.end", Policies.Read);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PageAction> All { get; } =
        [
            StartRun, CancelRun, Recheck, RetireSubscription, AssignFinding, LinkFinding, CommentFinding,
            RequestException, WithdrawException, ApproveException, RejectException, RevokeException, CommentOnException,
            ChangeAssumptions, SealMonth, SignMonth,
            ImportCertificates, RetireCertificate, RevokeCertificate, DecideSuccessor, SavePki, TestConnections, TestConnection, CancelTest, ChoosePersona, SignOut,
        ];
}
