using System.Globalization;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>The columns of findings and of the time to remediate.</summary>
internal static class FindingColumns
{
    /// <summary>A finding a row.</summary>
    public static IReadOnlyList<ExportColumn<FindingResponse>> Findings { get; } =
    [
        new("id", f => f.Id), new("rule", f => f.Rule), new("ruleTitle", f => f.RuleTitle), new("headline", f => f.Headline),
        new("severity", f => f.Severity.ToString()), new("resourceId", f => f.ResourceId), new("name", f => f.Name),
        new("subscriptionId", f => f.SubscriptionId), new("subscriptionName", f => f.SubscriptionName), new("detected", f => f.Detected),
        new("occurred", f => f.Occurred), new("due", f => f.Due), new("overdue", f => f.Overdue), new("end", f => f.End?.ToString()),
        new("ended", f => f.Ended), new("endExact", f => f.EndExact), new("endSeen", f => f.EndSeen), new("ageDays", f => f.AgeDays),
        new("baseline", f => f.Baseline), new("flapping", f => f.Flapping), new("occurrence", f => f.Occurrence), new("previousId", f => f.PreviousId),
        new("assignee", f => f.Assignee), new("ticket", f => f.Ticket), new("verdict", f => f.Verdict.ToString()), new("inScope", f => f.InScope),
        new("stale", f => f.Stale), new("owner", f => f.Owner), new("costCentre", f => f.CostCentre), new("environment", f => f.Environment),
        new("scenario", f => f.Scenario), new("excepted", f => f.Excepted), new("exceptedUntil", f => f.ExceptedUntil), new("exceptionId", f => f.ExceptionId),
    ];

    /// <summary>A month end a row.</summary>
    public static IReadOnlyList<ExportColumn<RemediationMomentResponse>> Moments { get; } =
        [new("at", m => m.At), .. Figures<RemediationMomentResponse>(m => m.Figures)];

    /// <summary>A value of the dimension a row.</summary>
    public static IReadOnlyList<ExportColumn<RemediationGroupResponse>> Groups { get; } =
        [new("value", g => g.Value), new("label", g => g.Label), .. Figures<RemediationGroupResponse>(g => g.Figures)];

    /// <summary>A day a row.</summary>
    public static IReadOnlyList<ExportColumn<FindingDayResponse>> Days { get; } =
    [
        new("day", d => d.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new("run", d => d.Run?.ToString()), new("open", d => d.Open),
        new("overdue", d => d.Overdue), new("excepted", d => d.Excepted),
    ];

    /// <summary>A week a row.</summary>
    public static IReadOnlyList<ExportColumn<FindingWeekResponse>> Weeks { get; } =
    [
        new("after", w => w.After), new("until", w => w.Until), new("detected", w => w.Detected), new("remediated", w => w.Remediated),
        new("endedOtherwise", w => w.EndedOtherwise), new("decommissioned", w => w.Decommissioned), new("outOfScope", w => w.OutOfScope),
        new("ruleChanged", w => w.RuleChanged), new("swapped", w => w.Swapped), new("open", w => w.Open),
    ];

    private static IEnumerable<ExportColumn<T>> Figures<T>(Func<T, RemediationResponse> of) =>
    [
        new("medianDays", r => of(r).MedianDays), new("medianLowerBoundDays", r => of(r).MedianLowerBoundDays),
        new("p90Days", r => of(r).P90Days), new("p90LowerBoundDays", r => of(r).P90LowerBoundDays),
        new("meanClosedDays", r => of(r).MeanClosedDays), new("closed", r => of(r).Closed), new("endedOtherwise", r => of(r).EndedOtherwise),
        new("open", r => of(r).Open), new("remediatedWithin30DaysPercent", r => of(r).RemediatedWithin30DaysPercent),
        new("remediatedWithin90DaysPercent", r => of(r).RemediatedWithin90DaysPercent), new("slaMetPercent", r => of(r).Sla.MetPercent),
        new("slaMet", r => of(r).Sla.Met), new("slaMissed", r => of(r).Sla.Missed), new("slaEndedOtherwise", r => of(r).Sla.EndedOtherwise),
        new("openUpTo7Days", r => of(r).OpenAges.UpTo7Days), new("openUpTo30Days", r => of(r).OpenAges.UpTo30Days),
        new("openUpTo90Days", r => of(r).OpenAges.UpTo90Days), new("openOver90Days", r => of(r).OpenAges.Over90Days),
        new("oldestOpenDays", r => of(r).OpenAges.OldestDays), new("allOpen", r => of(r).Findings.Open), new("allOverdue", r => of(r).Findings.Overdue),
        new("allExcepted", r => of(r).Findings.Excepted),
    ];
}
