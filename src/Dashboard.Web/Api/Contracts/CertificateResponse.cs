using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Certificates.Weaknesses;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// A certificate at the moment. Null is not known: <c>thumbprint</c> where only single facts were told, <c>ekus</c> and <c>sans</c> where nobody told
/// them. <c>isClient</c> false: it is in no figure about renewals. <c>vaultDisabledSince</c> and
/// <c>vaultGoneSince</c>: the runs that found it disabled in its vault, or not there any more, which ends no certificate. <c>leadDays</c>: how long before its expiry its successor was issued.
/// </summary>
internal sealed record CertificateResponse(
    long Id, string Client, string Subject, string Issuer, string Serial, string? Thumbprint, DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    DateTimeOffset Issued, KeyKind Key, int? KeySize, string? Curve, string? Signature, IReadOnlyList<string>? Ekus, IReadOnlyList<string>? Sans,
    CertificateStatus Status, bool Expired, DateTimeOffset? RevokedAt, DateTimeOffset? RetiredAt, KeyCustody Custody, CertificateSource Source, string? Vault,
    string? VaultName, string? VaultVersion, DateTimeOffset? VaultDisabledSince, DateTimeOffset? VaultGoneSince, bool IsClient, SuccessorResponse? Successor, long? Suggestion, double? LeadDays, bool Lapsed,
    IReadOnlyList<CertificateWeakness> Weaknesses, long? PkiId, string? PkiName, string? PkiOwner, IReadOnlyList<string> Apps, DateTimeOffset KnownSince)
{
    /// <summary>The response of <paramref name="item"/>.</summary>
    public static CertificateResponse Of(CertificateItem item) => new(
        item.Id, item.Client, item.Texts.Subject, item.Texts.Issuer, item.Texts.Serial, item.Texts.Thumbprint, item.NotBefore, item.NotAfter,
        item.Issued, item.Key, item.KeySize, item.Texts.Curve, item.Texts.Signature, item.Texts.Ekus, item.Texts.Sans,
        item.Status, item.Expired, item.RevokedAt, item.RetiredAt, item.Custody, item.Origin.Source, item.Origin.Vault,
        item.Origin.Name, item.Origin.Version, item.VaultDisabledSince, item.VaultGoneSince, item.IsClient, SuccessorResponse.Of(item.Successor), item.Suggestion, Days(item.LeadDays), item.Lapsed,
        item.Weaknesses, item.Pki?.Id, item.Pki?.Name, item.Pki?.Owner, item.Apps, item.Known);

    /// <summary>Days to two decimals.</summary>
    public static double? Days(double? days) => days is { } value ? Math.Round(value, 2) : null;
}

/// <summary>What follows a certificate, and how that is known.</summary>
internal sealed record SuccessorResponse(long Id, SuccessionBasis Basis, DateTimeOffset Issued)
{
    /// <summary>The response of <paramref name="succession"/>.</summary>
    public static SuccessorResponse? Of(Succession? succession) => succession is null ? null : new(succession.Id, succession.Basis, succession.Issued);
}

/// <summary>A certificate, with those that it follows and those that follow it in <c>chain</c>, the oldest first and itself among them.</summary>
internal sealed record CertificateDetailResponse(CertificateResponse Certificate, IReadOnlyList<CertificateResponse> Chain, DateTimeOffset AsOf);

/// <summary>What expires in a week or a month: certificates of clients that nothing ended before.</summary>
internal sealed record ExpiryPeriodResponse(DateOnly From, DateOnly To, int Expiring, int WithSuccessor, int WithoutSuccessor);

/// <summary>The expiry calendar; <c>to</c> of a period is the day after its last.</summary>
internal sealed record ExpiryCalendarResponse(IReadOnlyList<ExpiryPeriodResponse> Items, int Total, DateTimeOffset AsOf);

/// <summary>
/// KPI 2 of a period, as known at <c>asOf</c>. Null is not measured: nothing where no certificate of a client was known, and no days where none was renewed.
/// </summary>
internal sealed record RenewalKpiResponse(
    string Kpi, string Definition, DateOnly From, DateOnly To, int Certificates, int Suggestions, double? AverageDays, double? MedianDays, int? Renewals, int? Late,
    int? Gaps, int? Lapsed, int? Replacements, DateTimeOffset AsOf)
{
    /// <summary>The response of <paramref name="answer"/>.</summary>
    public static RenewalKpiResponse Of(RenewalAnswer answer, DateOnly from, DateOnly to) => new(
        "renewal-lead-time", RenewalFigures.Definition, from, to, answer.Certificates, answer.Suggestions, CertificateResponse.Days(answer.Figures?.AverageDays),
        CertificateResponse.Days(answer.Figures?.MedianDays), answer.Figures?.Renewals, answer.Figures?.Late, answer.Figures?.Gaps, answer.Figures?.Lapsed,
        answer.Figures?.Replacements, answer.AsOf);
}

/// <summary>One certificate that a pipeline hands over: <c>certificate</c> in PEM or base64 of DER, or its single facts, as columns of a CSV file have them.</summary>
internal sealed record CertificateBody(
    string? Certificate, string? Subject, string? Issuer, string? Serial, string? Thumbprint, string? NotBefore, string? NotAfter, string? Key, int? KeySize,
    string? Signature, IReadOnlyList<string?>? Ekus, IReadOnlyList<string?>? Sans, string? Issued, string? Custody, string? RevokedAt, IReadOnlyList<string?>? Apps);

/// <summary>What a pipeline hands over.</summary>
/// <param name="Certificates">The certificates.</param>
/// <param name="GoodRows">Whether the good ones are taken where others are bad; else it is all or nothing.</param>
/// <param name="DryRun">Whether it is only tried.</param>
internal sealed record CertificatesBody(IReadOnlyList<CertificateBody?>? Certificates, bool? GoodRows, bool? DryRun);

/// <summary>Something that is wrong with a row.</summary>
internal sealed record RowProblemResponse(string? Column, string Problem);

/// <summary>A bad row; <c>row</c> 0 is the upload as a whole, and <c>line</c> 0 where it has no lines.</summary>
internal sealed record BadRowResponse(int Row, int Line, IReadOnlyList<RowProblemResponse> Problems);

/// <summary>How an import ended; <c>importId</c> null: nothing changed. Of the bad rows the first thousand are told.</summary>
internal sealed record ImportResponse(
    bool Taken, bool DryRun, long? ImportId, int Rows, int Added, int Changed, int Unchanged, int Bad, IReadOnlyList<BadRowResponse> Errors)
{
    /// <summary>The response of <paramref name="result"/>.</summary>
    public static ImportResponse Of(ImportResult result, bool dryRun) => new(
        result.Taken, dryRun, result.ImportId, result.Rows, result.Added, result.Changed, result.Unchanged, result.Bad,
        [.. result.Errors.Select(e => new BadRowResponse(e.Row, e.Line, [.. e.Problems.Select(p => new RowProblemResponse(p.Column, p.Problem))]))]);
}

/// <summary>Why a certificate is retired.</summary>
internal sealed record RetireCertificateBody(string? Reason);

/// <summary>When a certificate's issuer took it back, now if not given, and why it is noted.</summary>
internal sealed record RevokeCertificateBody(DateTimeOffset? RevokedAt, string? Reason);

/// <summary>Which certificate follows, and whether it does; true if not given.</summary>
internal sealed record ConfirmSuccessorBody(long? Successor, bool? Confirmed);
