using System.Globalization;
using Dashboard.Core.Findings.Remediation;

namespace Dashboard.Web.Components.Kit;

/// <summary>The forecast of the backlog in words: a date with its band, or why there is none.</summary>
public static class ForecastWords
{
    /// <summary>What can be said, in one sentence or two.</summary>
    public static string Of(BacklogForecast forecast) => forecast.Outcome switch
    {
        ForecastOutcome.Reached => forecast.Target == 0 ? "No finding is open: there is nothing to work off." : $"Reached: at most {Findings(forecast.Target)} open.",
        ForecastOutcome.TooFewWeeks => $"No date yet: {Words.Of(forecast.Weeks, "week")} of changes {(forecast.Weeks == 1 ? "is" : "are")} known, and {BacklogForecast.FewestWeeks} are needed.",
        ForecastOutcome.NotDeclining => $"No date: {Pace(forecast)} That is no decline beyond chance.",
        ForecastOutcome.BeyondAYear => $"No date: {Pace(forecast)} At that, {Goal(forecast.Target)} is more than a year away.",
        ForecastOutcome.Expected => $"{Sentence(Goal(forecast.Target))} is expected around {Day(forecast.Date)}: 95% between {Day(forecast.Earliest)} and "
            + $"{(forecast.Latest is null ? "more than a year from now" : Day(forecast.Latest))}. {Pace(forecast)}",
    };

    private static string Pace(BacklogForecast forecast) =>
        $"In the last {forecast.Weeks} weeks the backlog {Moved(forecast.Decline ?? 0)} in the mean (95%: {Moved(forecast.DeclineLower ?? 0)} to {Moved(forecast.DeclineUpper ?? 0)}).";

    private static string Moved(double decline) => Math.Round((decimal)decline, 1) switch
    {
        > 0 and var size => $"shrank by {Number(size)} a week",
        < 0 and var size => $"grew by {Number(-size)} a week",
        _ => "stayed as it was",
    };

    private static string Goal(int target) => target == 0 ? "no open finding" : $"a backlog of {Findings(target)}";

    private static string Findings(int count) => Words.Of(count, "finding");

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Day(DateTimeOffset? moment) => moment is { } at ? Words.Day(at) : "";

    private static string Number(decimal size) => size.ToString("#,0.#", CultureInfo.CurrentCulture);
}
