using System.Globalization;
using Dashboard.Core.Costs;
using Dashboard.Core.Findings.Remediation;

namespace Dashboard.Core.Reports;

/// <summary>
/// A month in a few sentences, made by rules from its figures alone. Each names the figures that it is made of. Where a part of the month was
/// not seen, that is said first, and nothing is called better, fewer or met: what was not seen may have been worse.
/// </summary>
public static class SnapshotSummary
{
    private const int MostNames = 3;

    /// <summary>The sentences.</summary>
    public static IReadOnlyList<SummarySentence> Of(MonthFigures figures) =>
    [
        .. Quality(figures.Quality, figures.Completeness),
        .. Coverage(figures),
        .. Bands(figures.Bands),
        .. Moves(figures.Moves, figures.Quality.Whole),
        .. Remediation(figures),
        .. Exceptions(figures.Exceptions),
        .. Money(figures),
    ];

    private static IEnumerable<SummarySentence> Quality(MonthQuality quality, MonthCompleteness completeness)
    {
        if (quality.Whole) yield break;
        var missed = new Said("quality.daysWithoutRun", Counted(quality.DaysWithoutRun.Count, "day", "days"));
        yield return SummarySentence.Of(
            $"The data of this month is incomplete: {missed} of {Said.Number("quality.days", quality.Days)} without a run, {Said.Count("quality.partial", quality.Partial, "run", "runs")} that read only a part, {Said.Count("quality.failed", quality.Failed, "run", "runs")} that failed.");
        if (quality.UnseenScopes is [var first, ..])
        {
            var name = $"quality.unseenScopes.{first.Name}.runs";
            yield return quality.UnseenScopes.Count == 1
                ? SummarySentence.Of($"The subscription {first.Name} was not read by {Said.Count(name, first.Runs, "run", "runs")}.")
                : SummarySentence.Of($"{Counted(quality.UnseenScopes.Count, "subscription", "subscriptions")} were not read at times, among them {first.Name} by {Said.Count(name, first.Runs, "run", "runs")}.");
        }

        if (completeness == MonthCompleteness.Incomplete)
            yield return SummarySentence.Of($"{new Said("completeness", "No run")} read everything within three days of the month's end.");
    }

    private static IEnumerable<SummarySentence> Coverage(MonthFigures figures)
    {
        var (kpi, whole) = (figures.Kpis.Coverage, figures.Quality.Whole);
        if (kpi.Value is not { } value)
        {
            yield return SummarySentence.Of($"{Said.Number("posture.denominator", figures.Posture.Denominator)} apps are in scope, so there is no coverage.");
            yield break;
        }

        yield return SummarySentence.Of(
            $"Coverage was {Percent("kpis.coverage.value", value)} at the end of the month: {Said.Number("bands.enforced", figures.Bands.Enforced)} of {Said.Count("posture.denominator", figures.Posture.Denominator, "app", "apps")} in scope enforced mutual TLS.");
        if (kpi.Change is { } change && kpi.Before is { } before)
        {
            var (points, then) = (Points(Math.Abs(change)), Percent("kpis.coverage.before", before));
            if (change == 0) yield return SummarySentence.Of($"{new Said("kpis.coverage.change", "That is what")} it was a month before.");
            else if (change < 0) yield return SummarySentence.Of($"That is {points} less than the {then} of a month before.");
            else if (whole) yield return SummarySentence.Of($"That is {points} better than the {then} of a month before.");
            else yield return SummarySentence.Of($"A month before it was {then}; with incomplete data, a difference of {points} tells of no progress.");
        }

        if (kpi.Target is not { } target) yield break;
        if (value < target) yield return SummarySentence.Of($"The target of {Percent("kpis.coverage.target", target)} was missed by {new Said("kpis.coverage.value", PointsText(target - value))}.");
        else if (whole) yield return SummarySentence.Of($"The target of {Percent("kpis.coverage.target", target)} is met.");
        else yield return SummarySentence.Of($"The target is {Percent("kpis.coverage.target", target)}; incomplete data cannot show that it was reached.");
        if (value < target && whole && kpi.Forecast is { Outcome: ForecastOutcome.Expected, Date: { } date })
            yield return SummarySentence.Of($"At the pace of the last weeks it is reached about {new Said("kpis.coverage.forecast.date", date)}.");
    }

    private static IEnumerable<SummarySentence> Bands(MonthBands bands)
    {
        if (bands.Excepted > 0)
            yield return SummarySentence.Of($"{Said.Count("bands.excepted", bands.Excepted, "app is", "apps are")} excepted: the risk is accepted for a while, and mutual TLS is not enforced.");
        if (bands.Unknown > 0)
            yield return SummarySentence.Of($"Of {Said.Count("bands.unknown", bands.Unknown, "app", "apps")} in scope it is not known; they count as not covered.");
    }

    private static IEnumerable<SummarySentence> Moves(MonthMoves moves, bool whole)
    {
        if (moves.Worse > 0)
            yield return SummarySentence.Of($"{Said.Count("moves.worse", moves.Worse, "app", "apps")} got worse: {Names(moves.WorseApps, moves.Worse)}.");
        if (moves.Better > 0 && whole)
            yield return SummarySentence.Of($"{Said.Count("moves.better", moves.Better, "app", "apps")} got better: {Names(moves.BetterApps, moves.Better)}.");
    }

    private static IEnumerable<SummarySentence> Remediation(MonthFigures figures)
    {
        var (of, kpi) = (figures.Remediation, figures.Kpis.TimeToRemediate);
        yield return SummarySentence.Of(
            $"{Said.Count("remediation.detected", of.Detected, "finding was", "findings were")} detected and {Said.Number("remediation.remediated", of.Remediated)} remediated; {Said.Number("remediation.open", of.Open)} stood at the end, {Said.Number("remediation.overdue", of.Overdue)} of them past the due date.");
        if (kpi.Value is { } median)
            yield return SummarySentence.Of($"The median time to remediate is {Days("kpis.timeToRemediate.value", median)}, open findings counted.");
        else if (kpi.LowerBound is { } bound)
            yield return SummarySentence.Of($"The median time to remediate is more than {Days("kpis.timeToRemediate.lowerBound", bound)}: fewer than half of the findings were remediated.");
    }

    private static IEnumerable<SummarySentence> Exceptions(MonthExceptions of)
    {
        if (of.Granted + of.Expired + of.Revoked == 0) yield break;
        yield return SummarySentence.Of(
            $"{Said.Count("exceptions.granted", of.Granted, "exception was", "exceptions were")} granted, {Said.Number("exceptions.expired", of.Expired)} expired and {Said.Number("exceptions.revoked", of.Revoked)} revoked; {Said.Number("exceptions.active", of.Active)} were active at the end.");
    }

    private static IEnumerable<SummarySentence> Money(MonthFigures figures)
    {
        foreach (var cost in figures.Costs)
        {
            var all = Amount($"costs.{cost.Currency}.minor", cost.Minor, cost.Currency);
            var open = Amount($"costs.{cost.Currency}.notEnforcedMinor", cost.NotEnforcedMinor, cost.Currency);
            yield return figures.CostPlans.Preliminary
                ? SummarySentence.Of($"Hosting cost {all}, of which {open} is for apps in scope that do not enforce mutual TLS; these amounts are {new Said("costPlans.preliminary", "preliminary")}.")
                : SummarySentence.Of($"Hosting cost {all}, of which {open} is for apps in scope that do not enforce mutual TLS.");
        }

        if (figures.CostPlans.UnknownPlans > 0)
            yield return SummarySentence.Of($"The cost of {Said.Count("costPlans.unknownPlans", figures.CostPlans.UnknownPlans, "plan", "plans")} is unknown and in no sum.");
        foreach (var unlock in figures.Unlock.Where(u => u.Apps + u.UnknownApps > 0))
        {
            var apps = Said.Count($"unlock.{unlock.Currency}.apps", unlock.Apps, "app", "apps");
            if (unlock.MonthlyMinor is { } minor)
                yield return SummarySentence.Of($"Tiers that can ask for certificates would cost {Amount($"unlock.{unlock.Currency}.monthlyMinor", minor, unlock.Currency)} more each month, for {apps}.");
            if (unlock.UnknownApps > 0)
                yield return SummarySentence.Of($"What that costs for {Said.Count($"unlock.{unlock.Currency}.unknownApps", unlock.UnknownApps, "app", "apps")} is unknown.");
        }
    }

    private static string Names(IReadOnlyList<MovedApp> apps, int all)
    {
        var names = string.Join(", ", apps.Take(MostNames).Select(a => a.Owner is null ? $"{a.Name} (no owner)" : $"{a.Name} ({a.Owner})"));
        return all > MostNames ? $"{names} and {(all - MostNames).ToString("#,0", CultureInfo.InvariantCulture)} more" : names;
    }

    private static Said Percent(string name, decimal value) => new(name, string.Create(CultureInfo.InvariantCulture, $"{value:0.#} %"));

    private static Said Points(decimal change) => new("kpis.coverage.change", PointsText(change));

    private static string PointsText(decimal points) =>
        string.Create(CultureInfo.InvariantCulture, $"{points:0.#} {(points == 1 ? "point" : "points")}");

    private static Said Days(string name, decimal days) => new(name, string.Create(CultureInfo.InvariantCulture, $"{days:#,0.#} {(days == 1 ? "day" : "days")}"));

    private static Said Amount(string name, long minor, string currency) =>
        new(name, $"{currency} {Currencies.FromMinor(minor, currency).ToString($"N{Currencies.Digits(currency)}", CultureInfo.InvariantCulture)}");

    private static string Counted(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");
}
