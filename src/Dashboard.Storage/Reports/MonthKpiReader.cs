using System.Globalization;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Core.Reports;

namespace Dashboard.Storage.Reports;

/// <summary>Makes KPIs of a month out of what queries answer.</summary>
internal static class MonthKpiReader
{
    private const int DaysOfWeek = 7;

    /// <summary>Coverage. The forecast is about the apps that are short of the target, at the pace of the last weeks.</summary>
    public static MonthKpi Coverage(PostureCounts now, PostureCounts? before, decimal target, IReadOnlyList<TrendDay> days)
    {
        var value = Core.Kpis.Coverage.Percent(now.CoveredEnforced, now.Denominator);
        var then = before is { } b ? Core.Kpis.Coverage.Percent(b.CoveredEnforced, b.Denominator) : null;
        var kpi = new MonthKpi { Measured = true, Value = value, Target = target, Before = then, Change = value - then };
        if (value is null) return kpi;
        // So many may be left, with as many apps in scope as now, that the target is reached.
        var allowed = now.Denominator - (int)Math.Ceiling(now.Denominator * target / 100m);
        var weeks = days.Reverse().Where((_, i) => i % DaysOfWeek == 0).Reverse().Select(d => new BacklogWeek(
            new DateTimeOffset(d.Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero), d.Counts.Denominator - d.Counts.CoveredEnforced));
        return kpi with { Forecast = Forecast(BacklogForecast.Of([.. weeks], allowed)) };
    }

    /// <summary>The median time to remediate.</summary>
    public static MonthKpi TimeToRemediate(RemediationFigures now, RemediationFigures? before)
    {
        var (value, then) = (Days(now.TimeToRemediate.Median.Value), Days(before?.TimeToRemediate.Median.Value));
        return new MonthKpi
        {
            Measured = true,
            Value = value,
            LowerBound = Days(now.TimeToRemediate.Median.LowerBound),
            Before = then,
            Change = value - then,
        };
    }

    /// <summary>A forecast, with days for its dates: nothing about it is exact to the hour.</summary>
    public static MonthForecast Forecast(BacklogForecast of) => new(of.Outcome, Day(of.Date), Day(of.Earliest), Day(of.Latest));

    /// <summary>Days with two decimals, halves away from zero; what lies beyond is noise.</summary>
    public static decimal? Days(double? days) => days is { } d ? Math.Round((decimal)d, 2, MidpointRounding.AwayFromZero) : null;

    private static string? Day(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
