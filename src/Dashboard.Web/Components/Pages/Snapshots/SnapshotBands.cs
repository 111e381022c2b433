using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Reports;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Snapshots;

/// <summary>The bands of a sealed month as parts of a composition, which add up to the denominator, and the rows behind each.</summary>
public static class SnapshotBands
{
    /// <summary>The parts in the order of bars; excepted apps only where there are any.</summary>
    public static IReadOnlyList<Segment> Of(MonthBands bands)
    {
        List<Segment> parts =
        [
            new(Verdict.Enforced, bands.Enforced), new(Verdict.Gaps, bands.Gaps), new(Verdict.NotEnforced, bands.NotEnforced),
            new(Verdict.Unsupported, bands.Unsupported), new(Verdict.Unknown, bands.Unknown),
        ];
        if (bands.Excepted > 0) parts.Insert(1, new Segment(null, bands.Excepted));
        return parts;
    }

    /// <summary>How many apps of a month have a verdict, or are excepted (null).</summary>
    public static int CountOf(MonthBands bands, Verdict? band) => Of(bands).FirstOrDefault(s => s.Verdict == band)?.Count ?? 0;

    /// <summary>Every band, excepted apps after the enforced ones.</summary>
    public static IReadOnlyList<Verdict?> All { get; } =
        [Verdict.Enforced, null, Verdict.Gaps, Verdict.NotEnforced, Verdict.Unsupported, Verdict.Unknown];

    /// <summary>The apps of a band at the month's end.</summary>
    public static AppFilter Rows(Verdict? band) => FigureFilters.Of(new Segment(band, 0), AppFilter.Any);
}
