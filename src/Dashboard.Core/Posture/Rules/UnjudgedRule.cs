namespace Dashboard.Core.Posture.Rules;

/// <summary>
/// A published rule that cannot be judged yet, because nothing that is read would decide it. No app has a result for it:
/// that is neither a pass nor "0 apps fail".
/// </summary>
public sealed record UnjudgedRule
{
    /// <summary>The rule's id.</summary>
    public required string Id { get; init; }

    /// <summary>What is checked, as a statement that should be true.</summary>
    public required string Title { get; init; }

    /// <summary>When the rule will fail.</summary>
    public required string FailsWhen { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Rationale { get; init; }

    /// <summary>How to mend a failure.</summary>
    public required string Remedy { get; init; }

    /// <summary>The severity of a failure before any rise.</summary>
    public required Severity Severity { get; init; }

    /// <summary>When the severity is another; null where it never is.</summary>
    public string? SeverityNote { get; init; }

    /// <summary>What would have to be read or recorded, and is not.</summary>
    public required string Missing { get; init; }

    /// <summary>What that means for the figures today.</summary>
    public required string Meanwhile { get; init; }

    /// <summary>All of them in the order of their ids.</summary>
    public static IReadOnlyList<UnjudgedRule> All { get; } =
    [
        new()
        {
            Id = "MTLS008",
            Title = "The code validates the certificate",
            FailsWhen = "The mode is Require, but no valid attestation or probe shows that the code validates X-ARR-ClientCert.",
            Rationale =
                "App Service passes on any certificate, whoever issued it. Unless the code checks it, any certificate opens the door.",
            Remedy = "Validate the forwarded certificate in the code, and have the owner attest it or let a probe show it.",
            Severity = Severity.Medium,
            SeverityNote = "Critical when a probe shows that the code lets any certificate in.",
            Missing = "Attestations and probes are not recorded yet.",
            Meanwhile = "No app counts as proven, also where its code does validate. Enforced says what the platform does, not what the code does.",
        },
        new()
        {
            Id = "MTLS014",
            Title = "The issuer is known and owned",
            FailsWhen = "The mode is Require, but no PKI is registered as issuer of the app's client certificates, or that PKI has no owner.",
            Rationale = "Without a known issuer nobody can say which certificates should be let in, or revoke one.",
            Remedy = "Register the PKI that issues the client certificates, with an owner.",
            Severity = Severity.Medium,
            Missing = "There is no register of PKIs yet.",
            Meanwhile = "Nothing here says whether the issuer of an app's client certificates is known.",
        },
        new()
        {
            Id = "MTLS015",
            Title = "No client certificate runs out",
            FailsWhen =
                "A client certificate of the app is within its warning period or expired, without successor, revocation or retirement.",
            Rationale = "When it runs out the caller is refused, and the quickest repair is to switch the control off.",
            Remedy = "Issue the successor and hand it to the client before the old certificate ends.",
            Severity = Severity.High,
            Missing = "Client certificates are not read yet, from Key Vault or elsewhere.",
            Meanwhile = "Nothing here warns of a client certificate that runs out.",
        },
        new()
        {
            Id = "MTLS017",
            Title = "Private keys stay where they are",
            FailsWhen = "A client's private key is exportable or of unknown custody, and the app's data is restricted.",
            Rationale = "A key that can be copied proves possession of a copy, not who calls.",
            Remedy = "Issue the client's certificate with a key that cannot be exported, in Key Vault, an HSM or a TPM.",
            Severity = Severity.Medium,
            Missing = "Client certificates and the custody of their keys are not read yet.",
            Meanwhile = "Nothing here says where the private keys of clients are kept.",
        },
    ];

    /// <summary>The rule of an id, or null.</summary>
    public static UnjudgedRule? Find(string id) => All.FirstOrDefault(r => r.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
