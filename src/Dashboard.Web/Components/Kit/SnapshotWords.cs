using Dashboard.Core.Costs;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Findings.Statistics;
using Dashboard.Core.Reports;
using Dashboard.Storage.Reports;

namespace Dashboard.Web.Components.Kit;

/// <summary>Sealed months in words. Nothing is called better where a part of either month was not seen.</summary>
public static class SnapshotWords
{
    /// <summary>What a snapshot is, for pages.</summary>
    public const string Definition =
        "The state of a month at its last moment, sealed by the first run that read everything after its end, or after 72 hours as incomplete. "
        + "A sealed figure never changes. What is known better later, which only costs can be, stands beside it.";

    /// <summary>Why a month is not sealed.</summary>
    public static string Refusal(SealOutcome outcome, CostMonth month) => outcome switch
    {
        SealOutcome.AlreadySealed => $"{month} is sealed already, and never changes.",
        SealOutcome.NotOver => $"{month} is not over.",
        SealOutcome.Waiting => $"{month} waits for a run that reads everything and started after its end, for {MonthSealing.Patience.TotalHours:0} hours at most.",
        SealOutcome.NoHistory => $"No run had been merged by the end of {month}.",
        SealOutcome.Sealed => $"{month} is sealed.",
    };

    /// <summary>Why a sign-off is refused.</summary>
    public static string Refusal(SignOutcome outcome) => outcome switch
    {
        SignOutcome.NotSealed => "The month is not sealed.",
        SignOutcome.OtherHash => "That is not the hash of the sealed month: what was looked at is something else.",
        SignOutcome.AlreadySigned => "You have signed this month off already.",
        SignOutcome.OwnSeal => "You sealed this month by hand, so somebody else must review it.",
        SignOutcome.NoPerson => "Only a person can sign a month off.",
        SignOutcome.TooLong => $"A comment has at most {MonthReview.MaxText} characters.",
        SignOutcome.Done => "Signed off.",
    };

    /// <summary>How much of the month was seen, in a few words.</summary>
    public static string Quality(MonthFigures month) => month switch
    {
        { Quality.Whole: true } => "Whole",
        { Completeness: MonthCompleteness.Incomplete } => "Incomplete: no run read everything in time",
        { Quality.DaysWithoutRun.Count: > 0 and var days } => $"Incomplete: {Words.Of(days, "day")} without a run",
        _ => "Incomplete: not everything was read",
    };

    /// <summary>The headline of a month.</summary>
    public static string Headline(MonthFigures month) => month.Kpis.Coverage.Value is { } value
        ? $"{MoneyWords.Month(month.Period())}: {Words.Percent(value)} enforced"
        : $"{MoneyWords.Month(month.Period())}: no app had to enforce mutual TLS";

    /// <summary>How coverage of a month differs from another one's.</summary>
    public static Change Coverage(MonthFigures now, MonthFigures? then) =>
        Honest(Change.InTable(then?.Kpis.Coverage.Value, now.Kpis.Coverage.Value), now, then, "higher");

    /// <summary>How the median time to remediate differs.</summary>
    public static Change TimeToRemediate(MonthFigures now, MonthFigures? then)
    {
        if (then is null) return NothingToCompare;
        var moved = RemediationWords.Moved(Quantile(then.Kpis.TimeToRemediate), Quantile(now.Kpis.TimeToRemediate), "then");
        var text = moved.Text.Replace(" than on then", "", StringComparison.Ordinal).Replace(" since then", "", StringComparison.Ordinal)
            .Replace("On then", "Then", StringComparison.Ordinal).Replace(" on then", "", StringComparison.Ordinal).Replace("of then", "of then", StringComparison.Ordinal);
        return Honest(moved with { Text = text }, now, then, "shorter");
    }

    /// <summary>How a count of what should not be differs.</summary>
    public static Change Burden(MonthFigures now, MonthFigures? then, Func<MonthFigures, int> count)
    {
        if (then is null) return NothingToCompare;
        var (size, before) = (count(now), count(then));
        var apart = Words.Count(Math.Abs(size - before));
        return size == before ? new Change(ChangeDirection.Same, "Unchanged")
            : size > before ? new Change(ChangeDirection.Worse, $"{apart} more")
            : Honest(new Change(ChangeDirection.Better, $"{apart} fewer"), now, then, "fewer");
    }

    /// <summary>How a count differs that is neither good nor bad.</summary>
    public static string Plain(int now, int? then) => then is not { } before ? "–"
        : now == before ? "Unchanged"
        : $"{Words.Count(Math.Abs(now - before))} {(now > before ? "more" : "fewer")}";

    /// <summary>A median with its bound.</summary>
    public static string Median(MonthKpi kpi) => RemediationWords.Of(Quantile(kpi)) ?? "Nobody was followed";

    /// <summary>When a target is reached, or why that cannot be told.</summary>
    public static string Forecast(MonthForecast? forecast) => forecast switch
    {
        null => "–",
        { Outcome: ForecastOutcome.Reached } => "Reached",
        { Outcome: ForecastOutcome.TooFewWeeks } => "No date: too few weeks are known",
        { Outcome: ForecastOutcome.NotDeclining } => "No date: no decline beyond chance",
        { Outcome: ForecastOutcome.BeyondAYear } => "No date: more than a year away",
        { Outcome: ForecastOutcome.Expected } => $"About {Day(forecast.Date)} (95%: {Day(forecast.Earliest)} to {Day(forecast.Latest) ?? "more than a year on"})",
        _ => "–",
    };

    /// <summary>How far a value is from its target.</summary>
    public static string Distance(MonthKpi coverage) => coverage switch
    {
        { Value: null } or { Target: null } => "–",
        { Value: { } value, Target: { } target } when value >= target => "Met",
        { Value: { } value, Target: { } target } => $"{Points(target - value)} short",
    };

    /// <summary>The name of a figure, as people say it, for the figures that can move: <c>costs.EUR.minor</c> is the plan cost in EUR.</summary>
    public static string FigureName(string name) => name.Split('.') switch
    {
        ["costs", var currency, var part] => $"{Part(part)}, {currency}",
        ["costPlans", "plans"] => "Plans",
        ["costPlans", "unknownPlans"] => "Plans of unknown cost",
        ["costPlans", "preliminary"] => "Preliminary",
        ["moves", ..] when name.EndsWith(".minor", StringComparison.Ordinal) => "Cost of the app " + App(name, ".cost.minor"),
        ["moves", ..] when name.EndsWith(".cost", StringComparison.Ordinal) => "Cost of the app " + App(name, ".cost"),
        _ => name,
    };

    /// <summary>A value of such a figure; null is nothing known.</summary>
    public static string FigureValue(string name, string? json) => (name.Split('.'), json) switch
    {
        (_, null or "null") => "nothing",
        (["costs", var currency, ..], _) when name.EndsWith("inor", StringComparison.Ordinal) && long.TryParse(json, out var minor) => MoneyWords.Of(minor, currency),
        (_, "true") => "yes",
        (_, "false") => "no",
        _ => json.Trim('"'),
    };

    private static readonly Change NothingToCompare = new(ChangeDirection.NotKnown, "–");

    private static Quantile Quantile(MonthKpi kpi) => new((double?)kpi.Value, (double?)kpi.LowerBound);

    private static Change Honest(Change change, MonthFigures now, MonthFigures? then, string word) =>
        change.Direction == ChangeDirection.Better && !(now.Quality.Whole && then?.Quality.Whole == true)
            ? new Change(ChangeDirection.NotKnown, $"{change.Text.Replace(" better", " " + word, StringComparison.Ordinal)}; data incomplete")
            : change;

    private static string Points(decimal points) => points == 1 ? "1 point" : $"{points.ToString("0.0", System.Globalization.CultureInfo.CurrentCulture)} points";

    private static string? Day(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date) ? Words.Day(date) : null;

    private static string Part(string part) => part switch
    {
        "minor" => "Plan cost",
        "estimatedMinor" => "Estimated part",
        "preliminaryMinor" => "Preliminary part",
        "unallocatedMinor" => "Part that no app can be given",
        "enforcedMinor" => "Part of enforcing apps",
        "notEnforcedMinor" => "Part of apps that do not enforce",
        "beforeMinor" => "Plan cost of the month before",
        _ => part,
    };

    private static string App(string name, string ending)
    {
        var id = name[..^ending.Length];
        return id[(id.LastIndexOf('/') + 1)..];
    }
}
