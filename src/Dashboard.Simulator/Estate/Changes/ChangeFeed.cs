using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>What <c>resourcechanges</c> holds at an instant: the last 14 days, but for the latest minutes.</summary>
internal sealed class ChangeFeed(DrawnEstate estate)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private readonly Lazy<Entry[]> entries = new(() => Index(estate));

    private sealed record Entry(DateTimeOffset At, Func<IEnumerable<ChangeRow>> Rows);

    /// <param name="at">The simulated now.</param>
    /// <param name="closed">Subscriptions that are not there or cannot be read: their rows vanish too.</param>
    public IReadOnlyList<Resource> Rows(DateTimeOffset at, IReadOnlySet<string> closed)
    {
        var from = at - Kept;
        var rows = Between(from, at).Concat(estate.Apps.SelectMany(a => NoiseChanges.Of(a, from, at)));
        return [.. rows
            .Where(r => r.InFeed && r.At >= from && r.VisibleFrom <= at)
            .Select(r => r.ToResource(estate.TenantId))
            .Where(r => !closed.Contains(r.Parts.Subscription!))];
    }

    private IEnumerable<ChangeRow> Between(DateTimeOffset from, DateTimeOffset until)
    {
        var all = entries.Value;
        var first = Array.FindIndex(all, e => e.At >= from);
        return first < 0 ? [] : all.Skip(first).TakeWhile(e => e.At <= until).SelectMany(e => e.Rows());
    }

    /// <summary>Every change of every life by its time; the rows are made only when they are asked for.</summary>
    private static Entry[] Index(DrawnEstate estate)
    {
        var apps = estate.Apps.SelectMany(app => app.Life.Moments
            .Select((moment, i) => new Entry(moment.Since, () => SiteChanges.Of(app, i)))
            .Skip(1));
        var plans = estate.Plans.SelectMany(PlanChanges.Of).Select(row => new Entry(row.At, () => [row]));
        return [.. apps.Concat(plans).OrderBy(e => e.At)];
    }
}
