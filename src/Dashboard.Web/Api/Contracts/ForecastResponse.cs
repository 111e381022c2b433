using Dashboard.Core.Findings.Remediation;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// When the backlog reaches a target at the pace of the last weeks. Without a date <c>outcome</c> says why; <c>weeklyDecline</c> is the mean
/// of <c>weeks</c> weeks with its 95 % interval, null where too few are known.
/// </summary>
/// <param name="Definition">What is taken to be so, in the words of the pages.</param>
/// <param name="Outcome">What can be said.</param>
/// <param name="Target">How many findings may stand.</param>
/// <param name="Weeks">Of how many weeks the pace is.</param>
/// <param name="WeeklyDecline">By how much the backlog shrinks in a week.</param>
/// <param name="WeeklyDeclineLower">The lower end of its interval.</param>
/// <param name="WeeklyDeclineUpper">The upper end.</param>
/// <param name="Date">When the target is reached.</param>
/// <param name="Earliest">When the lower edge of the band reaches it.</param>
/// <param name="Latest">When the upper edge does; null beside a date: not within a year.</param>
/// <param name="Ahead">The weeks ahead; empty where too few are known.</param>
internal sealed record ForecastResponse(
    string Definition, ForecastOutcome Outcome, int Target, int Weeks, decimal? WeeklyDecline, decimal? WeeklyDeclineLower, decimal? WeeklyDeclineUpper,
    DateOnly? Date, DateOnly? Earliest, DateOnly? Latest, IReadOnlyList<ForecastWeekResponse> Ahead)
{
    /// <summary>The response of <paramref name="forecast"/>.</summary>
    public static ForecastResponse Of(BacklogForecast forecast) => new(
        BacklogForecast.Definition, forecast.Outcome, forecast.Target, forecast.Weeks, Days.Of(forecast.Decline), Days.Of(forecast.DeclineLower),
        Days.Of(forecast.DeclineUpper), Day(forecast.Date), Day(forecast.Earliest), Day(forecast.Latest),
        [.. forecast.Ahead.Select(w => new ForecastWeekResponse(w.Until, Days.Of(w.Open), Days.Of(w.Lower), Days.Of(w.Upper)))]);

    // No hour of it is known.
    private static DateOnly? Day(DateTimeOffset? moment) => moment is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;
}

/// <summary>The backlog at the end of a week ahead, with its 95 % band of prediction.</summary>
internal sealed record ForecastWeekResponse(DateTimeOffset Until, decimal Open, decimal Lower, decimal Upper);
