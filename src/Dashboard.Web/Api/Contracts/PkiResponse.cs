using Dashboard.Core.Certificates;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// A PKI of the register. <c>costPerCertificate</c> null is not known, which is not 0. <c>version</c> is handed back with a change, so that nobody writes
/// over what they did not see. <c>certificates</c>: how many known certificates its issuers issued.
/// </summary>
internal sealed record PkiResponse(
    long Id, long Version, string Name, IReadOnlyList<string> Issuers, string? Owner, string? Contact, string? RenewalPolicy, int? RenewalDays,
    IReadOnlyList<string> RevocationPoints, decimal? CostPerCertificate, string? Currency, int Certificates, DateTimeOffset ChangedAt, string ChangedBy)
{
    /// <summary>The response of <paramref name="item"/>.</summary>
    public static PkiResponse Of(PkiItem item) => new(
        item.Id, item.Version, item.Entry.Name, [.. item.Entry.Issuers.Select(i => i.Text)], item.Entry.Owner, item.Entry.Contact, item.Entry.RenewalPolicy,
        item.Entry.RenewalDays, item.Entry.RevocationPoints, item.Entry.CostPerCertificate, item.Entry.Currency, item.Certificates, item.ChangedAt, item.ChangedBy);
}

/// <summary>What is to be registered of a PKI. A change replaces all of it; <c>version</c> is the one that was looked at, null to write over whatever is there.</summary>
internal sealed record PkiBody(
    string? Name, IReadOnlyList<string?>? Issuers, string? Owner, string? Contact, string? RenewalPolicy, int? RenewalDays, IReadOnlyList<string?>? RevocationPoints,
    decimal? CostPerCertificate, string? Currency, long? Version)
{
    /// <summary>The entry that it asks for, without its issuers.</summary>
    public PkiEntry ToEntry() => new()
    {
        Name = Name ?? "",
        Issuers = [],
        Owner = Owner,
        Contact = Contact,
        RenewalPolicy = RenewalPolicy,
        RenewalDays = RenewalDays,
        RevocationPoints = [.. RevocationPoints?.Select(p => p ?? "") ?? []],
        CostPerCertificate = CostPerCertificate,
        Currency = Currency,
    };
}

/// <summary>The number of a PKI that was written.</summary>
internal sealed record PkiSavedResponse(long Id);
