using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Core.Tests.Findings;

/// <summary>Published data: a time each, censored ones with a plus.</summary>
internal static class SurvivalSamples
{
    /// <summary>
    /// Weeks of remission under 6-MP: Freireich et al., Blood 21 (1963) 699–716; also Cox and Oakes, Analysis of Survival Data
    /// (1984), p. 7, and R's MASS::gehan.
    /// </summary>
    public static IReadOnlyList<Follow> Mercaptopurine { get; } =
        Read("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");

    /// <summary>The controls of the same trial.</summary>
    public static IReadOnlyList<Follow> Control { get; } = Read("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

    /// <summary>Weeks of remission of the maintained group of R's survival::aml: Miller, Survival Analysis (1981).</summary>
    public static IReadOnlyList<Follow> Maintained { get; } = Read("9 13 13+ 18 23 28+ 31 34 45+ 48 161+");

    /// <summary>The group that was not maintained.</summary>
    public static IReadOnlyList<Follow> NotMaintained { get; } = Read("5 5 8 8 12 16+ 23 27 30 33 43 45");

    /// <summary>
    /// The first nine of 305 breast cancer patients, the others followed for longer: Satagopan et al., British Journal of Cancer 91
    /// (2004) 1229–1235, Table 2. A star is death from another cause.
    /// </summary>
    public static IReadOnlyList<Follow> BreastCancer { get; } =
        [.. Read("7+ 10 14+ 16 18* 23 24+ 26* 27"), .. Enumerable.Repeat(new Follow(28, FollowEnd.Censored), 305 - 9)];

    private static List<Follow> Read(string text) =>
    [
        .. text.Split(' ').Select(t => new Follow(
            double.Parse(t.TrimEnd('+', '*'), System.Globalization.CultureInfo.InvariantCulture),
            t[^1] switch { '+' => FollowEnd.Censored, '*' => FollowEnd.Competing, _ => FollowEnd.Event })),
    ];
}
