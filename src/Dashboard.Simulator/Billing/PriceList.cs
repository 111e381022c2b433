using System.Globalization;

namespace Dashboard.Simulator.Billing;

/// <summary>
/// The simulator's own list prices: what one instance of a size costs an hour. They are near those that Azure published for eastus in
/// 2024 where that is known, and made up where it is not (version 4, containers, the first Premium); other regions and currencies
/// follow by a factor.
/// </summary>
internal static class PriceList
{
    /// <summary>Sold, and billed, but without a public price: somewhere in a large organisation there is always one.</summary>
    public const string Unpublished = "PC4";

    private static readonly Dictionary<string, decimal> Regions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["eastus"] = 1m,
        ["westeurope"] = 1.08m,
        ["northeurope"] = 1.02m,
        ["germanywestcentral"] = 1.11m,
        ["uksouth"] = 1.09m,
    };

    private static readonly Dictionary<string, decimal> Rates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["USD"] = 1m,
        ["EUR"] = 0.92m,
        ["GBP"] = 0.79m,
        ["CHF"] = 0.88m,
        ["SEK"] = 10.4m,
        ["JPY"] = 149m,
    };

    // Size, Windows, Linux, in USD; a dash where it is not sold.
    private const string Table = """
        F1 0 0                D1 0.013 -           B1 0.075 0.017       B2 0.15 0.034        B3 0.30 0.067
        S1 0.10 0.095         S2 0.20 0.19         S3 0.40 0.38         P1 0.30 -            P2 0.60 -            P3 1.20 -
        P1v2 0.20 0.101       P2v2 0.40 0.202      P3v2 0.80 0.403
        P0v3 0.1575 0.0775    P1v3 0.315 0.155     P2v3 0.63 0.31       P3v3 1.26 0.62
        P1mv3 0.346 0.186     P2mv3 0.692 0.372    P3mv3 1.384 0.744    P4mv3 2.768 1.488    P5mv3 5.536 2.976
        P0v4 0.149 0.074      P1v4 0.298 0.147     P2v4 0.596 0.294     P3v4 1.192 0.588     P1mv4 0.328 0.177    P2mv4 0.656 0.354
        PC2 0.41 -            PC3 0.82 -           PC4 1.64 -
        I1 0.30 -             I2 0.60 -            I3 1.20 -
        I1v2 0.547 0.386      I2v2 1.094 0.772     I3v2 2.188 1.544     I4v2 4.376 3.088     I5v2 8.752 6.176     I6v2 17.504 12.352
        I1mv2 0.602 0.425     I2mv2 1.204 0.85
        """;

    private static readonly Dictionary<(string Sku, bool Linux), decimal> Base = Read();

    /// <summary>The sizes that are priced as such, in the order of the table, with the operating system.</summary>
    public static IReadOnlyList<(string Sku, bool Linux)> Sizes { get; } = [.. Base.Keys];

    /// <summary>The regions that the estate is in.</summary>
    public static IReadOnlyCollection<string> KnownRegions => Regions.Keys;

    /// <summary>Whether prices are told in a currency.</summary>
    public static bool HasCurrency(string currency) => Rates.ContainsKey(currency);

    /// <summary>What an instance costs an hour; null for a size that has no such price.</summary>
    public static decimal? PerHour(string sku, bool linux, string region, string currency) => sku switch
    {
        ['E', 'P', var size] => ByParts(size, Meter(Meters.FunctionsCpu, region, currency), Meter(Meters.FunctionsMemory, region, currency)),
        ['W', 'S', var size] => ByParts(size, Meter(Meters.WorkflowCpu, region, currency), Meter(Meters.WorkflowMemory, region, currency)),
        _ => Base.TryGetValue((sku, linux), out var price) ? In(price, region, currency) : null,
    };

    /// <summary>The price of a meter that is not an instance.</summary>
    public static decimal Meter(decimal usd, string region, string currency) => In(usd, region, currency);

    /// <summary>An amount in another currency.</summary>
    public static decimal ToUsd(decimal amount, string currency) => amount / Rates[currency];

    // 1, 2 and 4 vCPU; 3.5 GB of memory for each.
    private static decimal? ByParts(char size, decimal cpu, decimal memory) => size switch
    {
        '1' => cpu + (3.5m * memory),
        '2' => (2 * cpu) + (7m * memory),
        '3' => (4 * cpu) + (14m * memory),
        _ => null,
    };

    private static decimal In(decimal usd, string region, string currency) =>
        decimal.Round(usd * Regions.GetValueOrDefault(region, 1.05m) * Rates[currency], 6);

    private static Dictionary<(string Sku, bool Linux), decimal> Read()
    {
        var read = new Dictionary<(string, bool), decimal>();
        foreach (var entry in Table.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Chunk(3))
        {
            for (var column = 1; column <= 2; column++)
            {
                if (entry[column] != "-")
                {
                    read[(entry[0], column == 2)] = decimal.Parse(entry[column], CultureInfo.InvariantCulture);
                }
            }
        }

        return read;
    }

    /// <summary>Meters by vCPU and by GB of memory, in USD an hour.</summary>
    internal static class Meters
    {
        public const decimal FunctionsCpu = 0.173m;
        public const decimal FunctionsMemory = 0.0123m;
        public const decimal WorkflowCpu = 0.192m;
        public const decimal WorkflowMemory = 0.0137m;
    }
}
