using System.Globalization;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Charts;

/// <summary>Makes the charts of a coverage trend.</summary>
public static class CoverageCharts
{
    /// <summary>
    /// Where the apps of the denominator stand, day by day. Excepted apps are a band of their own where any day has one; else
    /// nothing speaks of them.
    /// </summary>
    /// <param name="trend">The trend.</param>
    /// <param name="target">The target in percent.</param>
    /// <param name="dayHref">The address of the denominator of a day.</param>
    /// <param name="exceptedHref">The address of the excepted apps of a day, which are in several verdicts.</param>
    public static ChartSpec Bands(TrendAnswer trend, decimal target, string dayHref, string? exceptedHref = null) => new()
    {
        Key = Key("bands", trend),
        Kind = ChartKind.Bands,
        Days = Days(trend),
        Series =
        [
            .. BandsOf(trend).Select(band => Band(
                band, trend, d => band is { } v ? Segment.CountOf(d.Counts, v) - d.Excepted.Of(v) : d.Excepted.Total, d => d.Counts.Denominator) with
            {
                DayHref = band is null ? exceptedHref : null,
            }),
        ],
        Target = target,
        Summary = Summary("Enforced", trend, c => Coverage.Percent(c.CoveredEnforced, c.Denominator), target),
        DayHref = dayHref,
    };

    /// <summary>
    /// Where all apps of a trend stand whose kind has the setting, in scope or not: for an estate whose tags place no app.
    /// The trend's own filter says which apps they are.
    /// </summary>
    public static ChartSpec AllBands(TrendAnswer trend, decimal target, string dayHref) => new()
    {
        Key = Key("all-bands", trend),
        Kind = ChartKind.Bands,
        Days = Days(trend),
        Series = [.. VerdictWords.Judged.Select(v => Band(v, trend, d => Segment.CountOfAll(d.Counts, v), d => All(d.Counts)))],
        Target = target,
        Summary = Summary("Enforced", trend, c => Coverage.Percent(c.Enforced, All(c)), target),
        DayHref = dayHref,
    };

    /// <summary>Coverage of apps in scope, and of all publicly reachable apps, as lines.</summary>
    public static ChartSpec Lines(TrendAnswer trend, decimal target, string dayHref) => new()
    {
        Key = Key("lines", trend),
        Kind = ChartKind.Lines,
        Days = Days(trend),
        Series =
        [
            Line("Must enforce", trend, c => c.CoveredEnforced, c => c.Denominator),
            Line("Publicly reachable", trend, c => c.PublicEnforced, c => c.PublicDenominator),
        ],
        Target = target,
        Summary = Summary("Coverage of apps that must enforce mutual TLS", trend, c => Coverage.Percent(c.CoveredEnforced, c.Denominator), target)
            + " " + Summary("Of publicly reachable apps", trend, c => Coverage.Percent(c.PublicEnforced, c.PublicDenominator), null),
        DayHref = dayHref,
    };

    /// <summary>Coverage of publicly reachable apps and of all apps, as lines: for an estate whose tags place no app.</summary>
    public static ChartSpec PublicLines(TrendAnswer trend, decimal target, string dayHref) => new()
    {
        Key = Key("public-lines", trend),
        Kind = ChartKind.Lines,
        Days = Days(trend),
        Series =
        [
            Line("Publicly reachable", trend, c => c.PublicEnforced, c => c.PublicDenominator),
            Line("All apps", trend, c => c.Enforced, All),
        ],
        Target = target,
        Summary = Summary("Coverage of publicly reachable apps", trend, c => Coverage.Percent(c.PublicEnforced, c.PublicDenominator), target)
            + " " + Summary("Of all apps", trend, c => Coverage.Percent(c.Enforced, All(c)), null),
        DayHref = dayHref,
    };

    /// <summary>First, last, change and target in words.</summary>
    public static string Summary(string subject, TrendAnswer trend, Func<PostureCounts, decimal?> percent, decimal? target)
    {
        if (trend.Days.Count == 0) return $"{subject}: no days yet.";
        var first = trend.Days[0];
        var last = trend.Days[^1];
        var change = Change.OfCoverage(percent(first.Counts), percent(last.Counts), Words.Day(first.Day));
        return $"{subject}: {Words.Percent(percent(first.Counts))} on {Words.Day(first.Day)}, "
            + $"{Words.Percent(percent(last.Counts))} on {Words.Day(last.Day)}. {change.Text}."
            + (target is { } t ? $" Target {Words.Target(t)}." : "");
    }

    /// <summary>All apps whose kind has the setting.</summary>
    private static int All(PostureCounts counts) => counts.Total - counts.NotApplicable;

    /// <summary>The bands from the bottom; null is the one of excepted apps, where there are any.</summary>
    private static IEnumerable<Verdict?> BandsOf(TrendAnswer trend)
    {
        var any = trend.Days.Any(d => d.Excepted.Total > 0);
        foreach (var verdict in VerdictWords.Judged)
        {
            yield return verdict;
            if (any && verdict == Verdict.Enforced) yield return null;
        }
    }

    private static ChartSeries Band(Verdict? band, TrendAnswer trend, Func<TrendDay, int> part, Func<TrendDay, int> whole) => new(
        VerdictWords.BandWord(band), band, [.. trend.Days.Select(d => Share(part(d), whole(d)))], [.. trend.Days.Select(part)]);

    private static ChartSeries Line(string name, TrendAnswer trend, Func<PostureCounts, int> part, Func<PostureCounts, int> whole) => new(
        name, null,
        [.. trend.Days.Select(d => d.Run is null ? null : Coverage.Percent(part(d.Counts), whole(d.Counts)))],
        [.. trend.Days.Select(d => part(d.Counts))]);

    private static List<ChartDay> Days(TrendAnswer trend) =>
        [.. trend.Days.Select(d => new ChartDay(d.Day, d.Run is not null, d.Run == RunStatus.Partial))];

    private static decimal? Share(int part, int whole) => whole == 0 ? null : part * 100m / whole;

    private static string Key(string kind, TrendAnswer trend) => string.Create(
        CultureInfo.InvariantCulture, $"{kind}-{trend.Days.Count}-{trend.Run?.Id}-{trend.Days.Aggregate(17, (h, d) => HashCode.Combine(h, d))}");
}
