using System.Globalization;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Charts;

/// <summary>Makes the charts of a coverage trend.</summary>
public static class CoverageCharts
{
    /// <summary>Where the apps of the denominator stand, day by day.</summary>
    public static ChartSpec Bands(TrendAnswer trend, decimal target, string dayHref) => new()
    {
        Key = Key("bands", trend),
        Kind = ChartKind.Bands,
        Days = Days(trend),
        Series = [.. VerdictWords.Judged.Select(verdict => new ChartSeries(
            VerdictWords.Word(verdict),
            verdict,
            [.. trend.Days.Select(d => Share(Segment.CountOf(d.Counts, verdict), d.Counts.Denominator))],
            [.. trend.Days.Select(d => Segment.CountOf(d.Counts, verdict))]))],
        Target = target,
        Summary = Summary("Enforced", trend, c => Coverage.Percent(c.CoveredEnforced, c.Denominator), target),
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
            new("Must enforce", null,
                [.. trend.Days.Select(d => d.Run is null ? null : Coverage.Percent(d.Counts.CoveredEnforced, d.Counts.Denominator))],
                [.. trend.Days.Select(d => d.Counts.CoveredEnforced)]),
            new("Publicly reachable", null,
                [.. trend.Days.Select(d => d.Run is null ? null : Coverage.Percent(d.Counts.PublicEnforced, d.Counts.PublicDenominator))],
                [.. trend.Days.Select(d => d.Counts.PublicEnforced)]),
        ],
        Target = target,
        Summary = Summary("Coverage of apps that must enforce mutual TLS", trend, c => Coverage.Percent(c.CoveredEnforced, c.Denominator), target)
            + " " + Summary("Of publicly reachable apps", trend, c => Coverage.Percent(c.PublicEnforced, c.PublicDenominator), null),
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

    private static List<ChartDay> Days(TrendAnswer trend) =>
        [.. trend.Days.Select(d => new ChartDay(d.Day, d.Run is not null, d.Run == RunStatus.Partial))];

    private static decimal? Share(int part, int whole) => whole == 0 ? null : part * 100m / whole;

    private static string Key(string kind, TrendAnswer trend) => string.Create(
        CultureInfo.InvariantCulture, $"{kind}-{trend.Days.Count}-{trend.Run?.Id}-{trend.Days.Aggregate(17, (h, d) => HashCode.Combine(h, d))}");
}
