using System.Globalization;

namespace Dashboard.Core.Costs;

/// <summary>
/// List prices that the program carries, for where Azure's price service cannot be asked. They stand for few regions and one
/// currency, and age: a price from <see cref="PriceSource.RetailPrices"/> goes before. What is not here has no price, which is not 0.
/// </summary>
public static class BundledPrices
{
    private const string Usd = "USD";

    /// <summary>When most of the table was taken.</summary>
    public static readonly DateTimeOffset Date = new(2024, 8, 30, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where it is from, for people.</summary>
    public const string Origin =
        "Pay-as-you-go prices in USD as published for eastus on 2024-08-30, elastic premium on 2024-07-01, and single ones of other regions up to 2026-09-21";

    // Size, Windows, Linux. A dash: not sold so, or not known.
    private const string EastUs = """
        D1    0.013  -       P1v3  0.315  0.155   I1v2  0.547   0.386
        B1    0.075  0.017   P2v3  0.63   0.31    I2v2  1.094   0.772
        B2    0.15   0.034   P3v3  1.26   0.62    I3v2  2.188   1.544
        B3    0.30   0.067   P1mv3 0.346  0.186   I4v2  4.376   3.088
        S1    0.10   0.095   P2mv3 0.692  0.372   I5v2  8.752   6.176
        S2    0.20   0.19    P3mv3 1.384  0.744   I6v2  17.504  12.352
        S3    0.40   0.38    P4mv3 2.768  1.488   I1    0.30    -
        P1v2  0.20   0.101   P5mv3 5.536  2.976   I2    0.60    -
        P2v2  0.40   0.202   P0v3  0.1575 0.0775  I3    1.20    -
        P3v2  0.80   0.403
        """;

    // An instance of elastic premium: vCPU at 0.173 and GB of memory at 0.0123 an hour; 1/2/4 and 3.5/7/14 of them.
    private const string Elastic = "EP1 0.21605 0.21605   EP2 0.4321 0.4321   EP3 0.8642 0.8642";

    private static readonly DateTimeOffset ElasticDate = new(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ILookup<string, ListPrice> ByRegion = Table().ToLookup(p => p.Region, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The prices of a region and currency. That Free costs nothing is known of all regions and currencies; of those that are not in the
    /// table it is all that is known.
    /// </summary>
    /// <param name="region">The region as ARM names it.</param>
    /// <param name="currency">ISO 4217.</param>
    public static IReadOnlyList<ListPrice> Of(string region, string currency)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(currency);
        ListPrice Free(bool isLinux) => new(region.ToLowerInvariant(), isLinux, "F1", currency.ToUpperInvariant(), 0m, Date, PriceSource.Bundled);
        return [Free(false), Free(true), .. ByRegion[region].Where(p => p.Currency.Equals(currency, StringComparison.OrdinalIgnoreCase))];
    }

    private static IEnumerable<ListPrice> Table() =>
    [
        .. Read("eastus", EastUs, Date),
        .. Read("eastus", Elastic, ElasticDate),
        .. Read("westeurope", "B1 0.075 0.018", Date),
        .. Read("westus2", "B1 - 0.017", Date),
        .. Read("southafricanorth", "B1 0.11 0.0243  P1v3 0.353 0.193  P2v3 0.706 0.386  P3v3 1.412 0.772", Date),
        .. Read("southafricawest", "B1 0.135 0.03", Date),
        .. Read("australiaeast", "B1 - 0.019", new DateTimeOffset(2026, 9, 21, 0, 0, 0, TimeSpan.Zero)),
    ];

    private static IEnumerable<ListPrice> Read(string region, string table, DateTimeOffset from)
    {
        foreach (var entry in table.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Chunk(3))
        {
            for (var column = 1; column <= 2; column++)
            {
                if (entry[column] == "-") continue;
                var price = decimal.Parse(entry[column], CultureInfo.InvariantCulture);
                yield return new ListPrice(region, column == 2, entry[0], Usd, price, from, PriceSource.Bundled);
            }
        }
    }
}
