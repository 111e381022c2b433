using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// What came and went after <c>after</c>, until <c>until</c>. <c>endedOtherwise</c> is the sum of the four ways to end without a
/// remediation; <c>open</c> stood at the week's end.
/// </summary>
internal sealed record FindingWeekResponse(
    DateTimeOffset After, DateTimeOffset Until, int Detected, int Remediated, int EndedOtherwise, int Decommissioned, int OutOfScope, int RuleChanged,
    int Swapped, int Open)
{
    /// <summary>The response of <paramref name="week"/>.</summary>
    public static FindingWeekResponse Of(FindingWeek week) => new(
        week.After, week.Until, week.Detected, week.Remediated, week.EndedOtherwise, week.Otherwise.Decommissioned, week.Otherwise.OutOfScope,
        week.Otherwise.RuleChanged, week.Otherwise.Swapped, week.Open);
}

/// <summary>Arrivals and departures of findings by week.</summary>
/// <param name="Kpi">The KPI's name.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Items">Weeks, oldest first; the first run begins the first.</param>
/// <param name="Total">How many.</param>
/// <param name="Forecast">The backlog of the weeks ahead.</param>
/// <param name="AsOf">The moment from which they are counted back.</param>
/// <param name="Run">The run that stands then.</param>
internal sealed record FindingWeeksResponse(
    string Kpi, string Definition, IReadOnlyList<FindingWeekResponse> Items, int Total, ForecastResponse Forecast, DateTimeOffset AsOf,
    RunRefResponse? Run)
{
    /// <summary>The response of the last <paramref name="weeks"/> weeks of <paramref name="answer"/>.</summary>
    public static FindingWeeksResponse Of(RemediationAnswer<FindingWeek> answer, int weeks, BacklogForecast forecast)
    {
        var items = answer.Items.TakeLast(weeks).Select(FindingWeekResponse.Of).ToList();
        return new FindingWeeksResponse(
            "finding-weeks", FindingWeeks.Definition, items, items.Count, ForecastResponse.Of(forecast), answer.AsOf, RunRefResponse.Of(answer.Run));
    }
}
