using System.Globalization;
using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Web.Components.Kit;

/// <summary>Times to remediate in words. One that was not reached is told by its lower bound, and never by a figure.</summary>
public static class RemediationWords
{
    /// <summary><c>47 days</c>; below ten with a decimal.</summary>
    public static string Days(double days)
    {
        var shown = Shown(days);
        return $"{Number(shown)} {(shown == 1 ? "day" : "days")}";
    }

    /// <summary><c>47 days</c>, or <c>not reached, more than 364 days</c>; null where nobody was followed.</summary>
    public static string? Of(Quantile quantile) => quantile switch
    {
        { Value: { } days } => Days(days),
        { LowerBound: { } bound } => "not reached, " + MoreThan(bound),
        _ => null,
    };

    /// <summary><c>more than 364 days</c>.</summary>
    public static string MoreThan(double bound) => "more than " + Bound(bound);

    /// <summary>A lower bound in whole days or, under one, in hours. It is cut down, never rounded up.</summary>
    public static string Bound(double days) => (Math.Floor(days), Math.Floor(days * 24)) switch
    {
        ( >= 1 and var whole, _) => $"{Number((decimal)whole)} {(whole == 1 ? "day" : "days")}",
        (_, >= 1 and var hours) => $"{Number((decimal)hours)} {(hours == 1 ? "hour" : "hours")}",
        _ => "a few minutes",
    };

    /// <summary>The figure of <see cref="Days"/> alone.</summary>
    public static string Figure(double days) => Number(Shown(days));

    /// <summary>How a time moved, where shorter is better. Between a time and a bound only that is told which is certain.</summary>
    /// <param name="before">The time then; null where there were no figures.</param>
    /// <param name="now">The time now.</param>
    /// <param name="then">The moment in words, for example <c>31 October</c>.</param>
    public static Change Moved(Quantile? before, Quantile now, string then) => (before, now) switch
    {
        ({ Value: { } b }, { Value: { } n }) => OfTimes(Shown(b), Shown(n), then),
        ({ LowerBound: { } b }, { Value: { } n }) when n <= b => new(ChangeDirection.Better, $"Shorter: on {then} it was not reached, {MoreThan(b)}"),
        ({ LowerBound: { } b }, { Value: not null }) => new(ChangeDirection.NotKnown, $"On {then} it was not reached, {MoreThan(b)}"),
        ({ Value: { } b }, { LowerBound: { } n }) when n > b => new(ChangeDirection.Worse, $"Longer than the {Days(b)} of {then}"),
        ({ Value: { } b }, { LowerBound: not null }) => new(ChangeDirection.NotKnown, $"On {then} it was {Days(b)}"),
        ({ LowerBound: not null }, { LowerBound: not null }) => new(ChangeDirection.NotKnown, $"Not reached on {then} either"),
        _ => new(ChangeDirection.NotKnown, $"Nothing to compare with on {then}"),
    };

    private static Change OfTimes(decimal before, decimal now, string then)
    {
        var size = Math.Abs(now - before);
        if (size == 0) return new(ChangeDirection.Same, $"Unchanged since {then}");
        var days = $"{Number(size)} {(size == 1 ? "day" : "days")}";
        return now < before
            ? new(ChangeDirection.Better, $"{days} shorter than on {then}")
            : new(ChangeDirection.Worse, $"{days} longer than on {then}");
    }

    // What is compared are the figures as they are shown, so that a reader who subtracts them gets the same.
    private static decimal Shown(double days) => Math.Round((decimal)days, days < 10 ? 1 : 0, MidpointRounding.AwayFromZero);

    private static string Number(decimal days) => days.ToString("#,0.#", CultureInfo.CurrentCulture);
}
