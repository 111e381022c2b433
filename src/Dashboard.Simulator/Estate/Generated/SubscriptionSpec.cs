namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A subscription with when it exists and when the caller's rights reach it.</summary>
internal sealed record SubscriptionSpec(BusinessUnit Unit, string Id, Span Lifetime, Span? Lost)
{
    /// <summary>Days that the caller's rights are gone for.</summary>
    private const int DaysLost = 9;

    public static SubscriptionSpec From(BusinessUnit unit, Draw draw, Calendar calendar)
    {
        var id = draw.Guid().ToString();
        return unit.Fate switch
        {
            Fate.Arrives => new(unit, id, Span.Always with { From = At(draw.For("arrives"), 165) }, null),
            Fate.Leaves => new(unit, id, Span.Always with { Until = At(draw.For("leaves"), 62) }, null),
            Fate.Lost => new(unit, id, Span.Always, Days(At(draw.For("lost"), 118))),
            Fate.Stays => new(unit, id, Span.Always, null),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit.Fate, "No such fate."),
        };

        // Within ten days of a fixed place in the year, so that the seed moves it but never past another.
        DateTimeOffset At(Draw own, int days) => own.WorkingTime(calendar.YearEnd.AddDays(-days), calendar.YearEnd.AddDays(10 - days));
    }

    public bool IsReadable(DateTimeOffset at) => Lifetime.Contains(at) && Lost?.Contains(at) != true;

    private static Span Days(DateTimeOffset from) => new(from, from.AddDays(DaysLost));
}
