using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Certificates;

/// <summary>What the trail says of certificates and PKIs; verification reads it again.</summary>
internal static class CertificateRecord
{
    public const string At = "at";
    public const string Known = "known";
    public const string Digest = "digest";
    public const string FileHash = "fileHash";
    public const string Reason = "reason";
    public const string Successor = "successor";

    /// <summary>The entry of an import.</summary>
    public static AuditDraft OfImport(AuditActor actor, CertificateImportRow row, string digest) => new(
        actor, AuditActions.CertificatesImported, new AuditSubject(AuditSubjects.CertificateImport, Text(row.Id)),
        [
            new(At, Text(row.At)), new("source", row.Source.ToString()), new(FileHash, row.FileHash ?? ""), new("rows", Text(row.Rows)), new("added", Text(row.Added)),
            new("changed", Text(row.Changed)), new("unchanged", Text(row.Unchanged)), new("bad", Text(row.Bad)), new(Digest, digest),
        ]);

    /// <summary>The entry of a revocation or a retirement.</summary>
    public static AuditDraft OfEnd(AuditActor actor, CertificateEndRow row, string reason) => new(
        actor, row.Kind == CertificateEndKind.Revoked ? AuditActions.CertificateRevoked : AuditActions.CertificateRetired,
        new AuditSubject(AuditSubjects.Certificate, Text(row.CertificateId)), [new(At, Text(row.At)), new(Known, Text(row.Known)), new(Reason, reason)]);

    /// <summary>The entry of a decision about a successor.</summary>
    public static AuditDraft OfDecision(AuditActor actor, SuccessorDecisionRow row) => new(
        actor, row.Confirmed ? AuditActions.SuccessorConfirmed : AuditActions.SuccessorRejected,
        new AuditSubject(AuditSubjects.Certificate, Text(row.OldId)), [new(Successor, Text(row.NewId)), new(At, Text(row.At))]);

    /// <summary>The entry of a PKI as it is from now on.</summary>
    public static AuditDraft OfPki(AuditActor actor, PkiRow row, bool isNew) => new(
        actor, isNew ? AuditActions.PkiRegistered : AuditActions.PkiChanged, new AuditSubject(AuditSubjects.Pki, Text(row.PkiId)),
        [new("name", row.Name), new(At, Text(row.ValidFrom)), .. Fields(row)]);

    /// <summary>What a PKI's row says, as the trail has it.</summary>
    public static IEnumerable<AuditDetail> Fields(PkiRow row) =>
    [
        new("issuers", row.Issuers), new("owner", row.Owner ?? ""), new("contact", row.Contact ?? ""), new("renewalPolicy", row.RenewalPolicy ?? ""),
        new("renewalDays", row.RenewalDays is { } days ? Text(days) : ""), new("revocationPoints", row.RevocationPoints),
        new("costPerCertificate", row.CostPerCertificate ?? ""), new("currency", row.Currency ?? ""),
    ];

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static long Number(AuditEntry entry, string key) =>
        long.TryParse(Detail(entry, key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : long.MinValue;

    public static string Detail(AuditEntry entry, string key) => entry.Details.FirstOrDefault(d => d.Key == key)?.Value ?? "";
}
