namespace Dashboard.Core.Certificates.Renewals;

/// <summary>KPI 2 of a period: how long before their expiry certificates are renewed.</summary>
public sealed record RenewalFigures
{
    /// <summary>The definition that pages, API documentation and exports show.</summary>
    public const string Definition =
        "Days from the issue of a client certificate's successor to the expiry of the old one, counted in the period of the issue; above 0 is early. Issued: "
        + "as Key Vault created it, else from when on it is valid. Late: 0 days or less. Lapsed: expired with no successor issued by then, counted "
        + "at the expiry; a successor that comes later is a late renewal as well. Retired before the expiry is no lapse. What takes the place of a "
        + "revoked certificate is counted apart. A successor is the next version of the same certificate in Key Vault, one that a person "
        + "confirmed, or the only one of the same client and issuer that was issued in the last third of the old one.";

    /// <summary>The mean in days; null where nothing was renewed.</summary>
    public double? AverageDays { get; init; }

    /// <summary>The median in days, of an even number the mean of the middle two; null where nothing was renewed.</summary>
    public double? MedianDays { get; init; }

    /// <summary>Renewals whose successor was issued in the period.</summary>
    public int Renewals { get; init; }

    /// <summary>Those of them that came at the expiry or after it.</summary>
    public int Late { get; init; }

    /// <summary>Those of them that left a time in which no certificate was valid.</summary>
    public int Gaps { get; init; }

    /// <summary>Certificates that expired in the period without a successor.</summary>
    public int Lapsed { get; init; }

    /// <summary>Certificates issued in the period in the place of revoked ones.</summary>
    public int Replacements { get; init; }

    /// <summary>What became of each certificate, as known at a moment.</summary>
    /// <param name="certificates">Those of clients alone.</param>
    /// <param name="decisions">What people decided about successors.</param>
    /// <param name="asOf">The moment: of what became known later nothing counts.</param>
    public static List<RenewalOutcome> Outcomes(
        IEnumerable<RenewedCertificate> certificates, IEnumerable<SuccessorDecision> decisions, DateTimeOffset asOf) =>
        SuccessorFinder.Find(certificates, decisions, asOf);

    /// <summary>The figures of a period, as far as it had passed at a moment.</summary>
    /// <param name="outcomes">What became of each, as known at <paramref name="asOf"/>.</param>
    /// <param name="from">The first moment of the period.</param>
    /// <param name="to">The moment that ends it, and is no part of it.</param>
    /// <param name="asOf">The moment. What is still to come, even when it is known, does not count yet.</param>
    public static RenewalFigures Of(IReadOnlyCollection<RenewalOutcome> outcomes, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf)
    {
        bool In(DateTimeOffset moment) => moment >= from && moment < to && moment <= asOf;
        var issued = outcomes.Where(o => o.Successor is { } next && In(next.Issued)).ToList();
        var renewed = issued.Where(o => o.IsRenewal).ToList();
        var days = renewed.ConvertAll(o => o.LeadTime!.Value.TotalDays);
        days.Sort();
        return new RenewalFigures
        {
            AverageDays = days.Count == 0 ? null : days.Average(),
            MedianDays = days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2,
            Renewals = days.Count,
            Late = renewed.Count(o => o.IsLate),
            Gaps = renewed.Count(o => o.LeavesGap),
            Lapsed = outcomes.Count(o => o.Lapses && In(o.Certificate.NotAfter)),
            Replacements = issued.Count(o => o.IsReplacement),
        };
    }
}
