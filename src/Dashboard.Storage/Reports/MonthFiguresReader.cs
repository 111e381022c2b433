using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Core.Reports;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Storage.Queries.Findings;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>
/// Reckons a month's figures from the history, with the queries that pages ask. Each reads in a snapshot of its own: what they are asked about
/// is over, and says the same whenever it is asked. Nothing is written and nobody waits.
/// </summary>
internal sealed class MonthFiguresReader(
    IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, OverviewQuery overview, CoverageTrendQuery trend, RemediationQuery remediation,
    ExceptionListQuery exceptions, AssumptionsQuery assumptions, MonthMoneySources money)
{
    private const int DaysOfWeek = 7;

    /// <summary>The figures under their terms; null where no run had been merged by the month's end.</summary>
    public async Task<MonthFigures?> ReadAsync(MonthTerms terms, CancellationToken cancellationToken)
    {
        var span = MonthSpan.Of(terms.Month);
        if (await overview.RunAsync(AppFilter.Any, span.AsOf, cancellationToken) is not { } now) return null;
        var before = await overview.RunAsync(AppFilter.Any, span.BeforeMoment, cancellationToken);
        var mended = (await remediation.TrendAsync(AppFilter.Any, [span.BeforeMoment], span.AsOf, cancellationToken)).Items;
        var weeks = await remediation.WeeksAsync(AppFilter.Any, BacklogForecast.WeeksToRead, span.AsOf, cancellationToken);
        var days = await trend.RunAsync(AppFilter.Any, FirstDay(span), span.AsOf, cancellationToken);
        var totals = await exceptions.CountAsync(AppFilter.Any, ExceptionFilter.Any, span.AsOf, cancellationToken);
        var assumed = await assumptions.RunAsync(span.AsOf, cancellationToken);
        var reader = money.In(terms.Settings.DefaultCurrency);
        var (amounts, plans) = await reader.CostsAsync(terms.Month, terms.KnownAt, cancellationToken);
        var unlock = await reader.UnlockAsync(terms.Settings.CoverageTarget, span.AsOf, cancellationToken);
        var appCosts = await reader.OfAppsAsync(terms.Month, terms.KnownAt, cancellationToken);

        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, span.AsOf, clock, cancellationToken);
        var counts = now.Counts;
        return new MonthFigures
        {
            Month = terms.Month.ToString(),
            AsOf = span.AsOf,
            KnownAt = terms.KnownAt,
            DefaultCurrency = terms.Settings.DefaultCurrency,
            Completeness = terms.Completeness,
            SealingRun = terms.SealingRun,
            StandingRun = now.Run.Id,
            StandingRunTime = now.Run.RunTime,
            RuleSetVersion = await context.Runs.Where(r => r.Id == now.Run.Id).Select(r => r.RuleSetVersion).SingleAsync(cancellationToken),
            Quality = await MonthQualityReader.ReadAsync(context, span, terms.Completeness, counts.Stale, cancellationToken),
            Kpis = new MonthKpis(
                MonthKpiReader.Coverage(counts, before?.Counts, terms.Settings.CoverageTarget, days.Days),
                MonthKpiReader.TimeToRemediate(mended[^1], before is null ? null : mended[0]), MonthKpi.NotYetMeasured, MonthKpi.NotYetMeasured),
            Bands = Bands(counts, now.Excepted),
            Posture = Posture(counts, now.Excepted),
            Remediation = await RemediationAsync(context, span, mended, before is not null, BacklogForecast.Of(weeks.Items, 0), cancellationToken),
            Costs = amounts,
            CostPlans = plans,
            Unlock = unlock,
            Exceptions = await MonthFlowReader.ExceptionsAsync(
                context, span, totals.Of(ExceptionStatus.Approved), totals.Of(ExceptionStatus.Requested), cancellationToken),
            Moves = await MonthMoveReader.ReadAsync(context, span, moment, before is not null, appCosts, cancellationToken),
            Assumptions = [.. assumed.Items.Select(a => new MonthAssumption(a.Key, a.Value, a.IsDefault))],
        };
    }

    // The days that a forecast looks at.
    private static DateOnly FirstDay(MonthSpan span) => UnixTime.Day(span.At).AddDays(-DaysOfWeek * BacklogForecast.MostWeeks);

    private static MonthBands Bands(PostureCounts counts, ExceptedCounts excepted) => new(
        counts.CoveredEnforced, excepted.Total, counts.CoveredGaps - excepted.Gaps, counts.CoveredNotEnforced - excepted.NotEnforced,
        counts.CoveredUnsupported - excepted.Unsupported, counts.CoveredUnknown);

    private static MonthPosture Posture(PostureCounts counts, ExceptedCounts excepted) => new()
    {
        Apps = counts.Total,
        InScope = counts.InScope,
        Denominator = counts.Denominator,
        WithExceptionsPercent = Coverage.Percent(counts.CoveredEnforced + excepted.Total, counts.Denominator),
        Unclassified = counts.Unclassified,
        OptedOut = counts.OptedOut,
        NotApplicableInScope = counts.NotApplicableInScope,
        Stopped = counts.Stopped,
        PublicPercent = Coverage.Percent(counts.PublicEnforced, counts.PublicDenominator),
    };

    private static async Task<MonthRemediation> RemediationAsync(
        DashboardDbContext context, MonthSpan span, IReadOnlyList<RemediationFigures> figures, bool hadBefore, BacklogForecast backlog,
        CancellationToken cancellationToken)
    {
        var ends = await MonthFlowReader.EndedAsync(context, span, cancellationToken);
        var now = figures[^1];
        return new MonthRemediation
        {
            Open = now.Counts.Open,
            Overdue = now.Counts.Overdue,
            OpenBefore = hadBefore ? figures[0].Counts.Open : 0,
            Detected = await MonthFlowReader.DetectedAsync(context, span, cancellationToken),
            Remediated = ends.GetValueOrDefault(FindingEnd.Remediated),
            Decommissioned = ends.GetValueOrDefault(FindingEnd.Decommissioned),
            OutOfScope = ends.GetValueOrDefault(FindingEnd.OutOfScope),
            RuleChanged = ends.GetValueOrDefault(FindingEnd.RuleChanged),
            Swapped = ends.GetValueOrDefault(FindingEnd.Swapped),
            P90Days = MonthKpiReader.Days(now.TimeToRemediate.P90.Value),
            P90LowerBoundDays = MonthKpiReader.Days(now.TimeToRemediate.P90.LowerBound),
            SlaMetPercent = now.TimeToRemediate.Sla.MetPercent,
            Backlog = MonthKpiReader.Forecast(backlog),
        };
    }
}
