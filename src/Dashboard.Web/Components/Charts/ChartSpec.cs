using Dashboard.Core.Posture;

namespace Dashboard.Web.Components.Charts;

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>Shares that fill the height, stacked from the bottom in the order of the series.</summary>
    Bands,

    /// <summary>A line per series.</summary>
    Lines,
}

/// <summary>
/// Everything that a chart shows, as plain data. Pages make it, <see cref="ChartPanel"/> draws it: another chart engine
/// is a change in one place.
/// </summary>
public sealed record ChartSpec
{
    /// <summary>Changes when and only when the content does: the chart is drawn anew for another key.</summary>
    public required string Key { get; init; }

    /// <summary>How it is drawn.</summary>
    public required ChartKind Kind { get; init; }

    /// <summary>The days of the axis, oldest first, without holes.</summary>
    public required IReadOnlyList<ChartDay> Days { get; init; }

    /// <summary>The series, bands from the bottom.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>The target in percent; null draws none.</summary>
    public decimal? Target { get; init; }

    /// <summary>What the chart says, for those who do not see it: first, last, change and target.</summary>
    public required string Summary { get; init; }

    /// <summary>The address of a day, with <c>{day}</c> for <c>yyyy-MM-dd</c>; null where a day leads nowhere.</summary>
    public string? DayHref { get; init; }
}

/// <summary>A day of the axis.</summary>
/// <param name="Day">The day.</param>
/// <param name="HasRun">False: no run was merged, the figures are carried over.</param>
/// <param name="Partial">True: the last run of the day did not read everything.</param>
public sealed record ChartDay(DateOnly Day, bool HasRun, bool Partial);

/// <summary>A series.</summary>
/// <param name="Name">Its name. May be a tag's text: hostile input, shown as text only.</param>
/// <param name="Verdict">The verdict whose look it takes; null takes that of excepted apps among bands, the measure's among lines.</param>
/// <param name="Percent">A percentage for each day; null is a gap, never zero.</param>
/// <param name="Counts">The figures behind the percentages.</param>
public sealed record ChartSeries(string Name, Verdict? Verdict, IReadOnlyList<decimal?> Percent, IReadOnlyList<int> Counts)
{
    /// <summary>The address of the rows of a day, with <c>{day}</c> as in <see cref="ChartSpec.DayHref"/>; null where only the day leads somewhere.</summary>
    public string? DayHref { get; init; }
}
