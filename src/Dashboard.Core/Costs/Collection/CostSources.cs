namespace Dashboard.Core.Costs.Collection;

/// <summary>Where a run learns of costs, and how much it may ask.</summary>
public sealed record CostSources
{
    /// <summary>None: plans are followed all the same.</summary>
    public static CostSources None { get; } = new();

    /// <summary>The sources of real costs.</summary>
    public IReadOnlyList<ICostSource> Costs { get; init; } = [];

    /// <summary>The source of list prices; null where none is asked.</summary>
    public IPriceSource? Prices { get; init; }

    /// <summary>How many months are read back, the present one included: a year, and the month to compare it with.</summary>
    public int Months { get; init; } = 13;

    /// <summary>How long a reading of a month that is not final stands. Azure asks for no more than one a day and scope.</summary>
    public TimeSpan ReadEvery { get; init; } = TimeSpan.FromHours(20);

    /// <summary>How long a reading of list prices stands.</summary>
    public TimeSpan PricesEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Months of subscriptions that a run asks one source for. Azure grants 600 an hour: a run must not wait for hours, and the next
    /// one goes on.
    /// </summary>
    public int MonthsPerRun { get; init; } = 300;

    /// <summary>The currency of list prices where no cost tells the subscription's. ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Absent plans whose existence a run may ask ARM for.</summary>
    public int MaxProbes { get; init; } = 50;
}
