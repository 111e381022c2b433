using Dashboard.Core.Costs;
using Dashboard.Storage.Reports;

namespace Dashboard.Web.Components.Pages.Snapshots;

/// <summary>A sealed month, the one that it is compared with, and the others that are there.</summary>
/// <param name="Month">The month.</param>
/// <param name="Against">The month that it is compared with; null where no other is sealed.</param>
/// <param name="Others">All other months, newest first.</param>
/// <param name="UpTo">The month and those before it, newest first.</param>
public sealed record SnapshotView(SealedMonth Month, SealedMonth? Against, IReadOnlyList<SealedMonth> Others, IReadOnlyList<SealedMonth> UpTo)
{
    /// <summary>The view of a month; null where it is not sealed.</summary>
    /// <param name="months">All sealed months, newest first.</param>
    /// <param name="wanted">The month.</param>
    /// <param name="against">What to compare with; null, or a month that is not sealed, is the last one before.</param>
    public static SnapshotView? Of(IReadOnlyList<SealedMonth> months, CostMonth wanted, CostMonth? against)
    {
        if (months.FirstOrDefault(m => m.Month == wanted) is not { } month) return null;
        var others = months.Where(m => m.Month != wanted).ToList();
        return new SnapshotView(
            month, others.Find(m => m.Month == against) ?? others.Find(m => m.Month < wanted), others, [.. months.Where(m => m.Month <= wanted)]);
    }
}
