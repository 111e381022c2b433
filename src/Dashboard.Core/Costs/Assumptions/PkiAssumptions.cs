namespace Dashboard.Core.Costs.Assumptions;

/// <summary>What running a PKI for client certificates costs. No source tells it, so nothing is known until somebody enters it.</summary>
public sealed record PkiAssumptions
{
    /// <summary>The highest amount that can be entered, in units of the currency.</summary>
    public const decimal MostMoney = 100_000_000m;

    /// <summary>The defaults: nothing entered.</summary>
    public static PkiAssumptions Default { get; } = new();

    /// <summary>A month of the PKI without any certificate, in units of <see cref="Currency"/>; null where nobody entered it.</summary>
    public decimal? FixedMonthly { get; init; }

    /// <summary>A month of one client certificate, in units of <see cref="Currency"/>; null where nobody entered it.</summary>
    public decimal? PerCertificateMonthly { get; init; }

    /// <summary>ISO 4217, upper case: the currency of both.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Each of them with its key, unit and meaning, in the order of pages.</summary>
    public static IReadOnlyList<Assumption<PkiAssumptions>> All { get; } =
    [
        Money("costs.pki.fixedMonthly", "per month", "What the PKI costs whether or not it has issued anything: authority, staff, audit.",
            a => a.FixedMonthly, (a, m) => a with { FixedMonthly = m }),
        Money("costs.pki.perCertificateMonthly", "per certificate and month", "What one client certificate costs: issue, renewal, distribution.",
            a => a.PerCertificateMonthly, (a, m) => a with { PerCertificateMonthly = m }),
        new("costs.pki.currency", "ISO 4217 code", "The currency of what the PKI costs. It is added to no other currency.",
            "The currency of Azure's public list prices.", "three letters", a => a.Currency,
            (a, text) => text.Trim() is { Length: 3 } code && code.All(char.IsAsciiLetter) ? a with { Currency = code.ToUpperInvariant() } : null),
    ];

    /// <summary>The keys whose values are not allowed; none where the record is valid.</summary>
    public IReadOnlyList<string> Problems() => [.. All.Where(a => a.Write(this, a.Read(this)) is null).Select(a => a.Key)];

    /// <summary>
    /// Running cost of a month = fixed + per certificate × certificates; null where it is unknown, because an amount that it needs was
    /// not entered.
    /// </summary>
    /// <param name="certificates">Live client certificates, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of certificates.</exception>
    public CurrencyAmount? RunningCost(int certificates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(certificates);
        var forCertificates = certificates == 0 ? 0 : PerCertificateMonthly * certificates;
        return FixedMonthly + forCertificates is { } sum ? new CurrencyAmount(Currency, Currencies.ToMinor(sum, Currency)) : null;
    }

    private static Assumption<PkiAssumptions> Money(
        string key, string per, string meaning, Func<PkiAssumptions, decimal?> read, Func<PkiAssumptions, decimal?, PkiAssumptions> write) => new(
        key, "currency " + per, meaning, "Empty: no source tells it, and a guess would look like a figure. Unknown is not 0.",
        "empty, or 0 to 100000000", a => AssumptionText.Of(read(a)),
        (a, text) => AssumptionText.TryMoney(text, MostMoney, out var money) ? write(a, money) : null);
}
