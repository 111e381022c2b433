using Dashboard.Simulator.Estate;

namespace Dashboard.Simulator.Billing;

/// <summary>A time in which a plan cost the same each hour, at list prices and in the subscription's currency.</summary>
internal sealed record BilledStretch(Span Span, decimal PerHour);

/// <summary>A plan as it is billed.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Region">Its region as ARM names it.</param>
/// <param name="Stretches">What it cost when; times without a charge are not among them.</param>
/// <param name="Negotiated">What the organisation pays of the list price.</param>
/// <param name="Commitment">What is left of that by a savings plan or a reservation, once it is amortised.</param>
/// <param name="Draw">What its restatements are drawn from; null for none.</param>
internal sealed record BilledPlan(
    string Id, string Region, IReadOnlyList<BilledStretch> Stretches, decimal Negotiated, decimal Commitment, Draw? Draw)
{
    /// <summary>Usage is known this much later.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromHours(24);

    /// <summary>The parts of the id.</summary>
    public ResourceId Parts { get; } = ResourceId.Parse(Id);

    /// <summary>
    /// The charge of a day in UTC as it is told at <paramref name="now"/>; null where nothing is told of it: the plan was not there, or
    /// its usage is not known yet. Rounded, so that months are exact sums of their days.
    /// </summary>
    public decimal? On(DateTimeOffset day, DateTimeOffset now, bool amortised)
    {
        var known = now - Lag;
        known = known.AddTicks(-(known.Ticks % TimeSpan.TicksPerHour));
        var end = day.AddDays(1) < known ? day.AddDays(1) : known;
        decimal? sum = null;
        foreach (var stretch in Stretches)
        {
            var from = stretch.Span.From > day ? stretch.Span.From : day;
            var until = stretch.Span.Until < end ? stretch.Span.Until : end;
            if (from < until)
            {
                sum = (sum ?? 0m) + (stretch.PerHour * (until - from).Ticks / TimeSpan.TicksPerHour);
            }
        }

        return sum is null ? null : decimal.Round(sum.Value * Negotiated * (amortised ? Commitment : 1m) * Preliminary(day, now), 10);
    }

    /// <summary>
    /// By how much a month is off before it is restated: for some plans and months, by up to two percent, until some time in the five
    /// days after its end.
    /// </summary>
    private decimal Preliminary(DateTimeOffset day, DateTimeOffset now)
    {
        var month = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (Draw is not { } draw || draw.For("restated").For((month.Year * 12) + month.Month) is var turn && !turn.Chance(0.3))
        {
            return 1m;
        }

        var restated = month.AddMonths(1).AddHours(turn.For("at").Between(24, 119));
        return now >= restated ? 1m : decimal.Round(1m + ((decimal)(turn.For("by").Unit - 0.5) * 0.04m), 4);
    }
}
