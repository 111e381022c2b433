using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>What <c>resourcechanges</c> holds at an instant: the last 14 days, but for the latest minutes.</summary>
internal sealed class ChangeFeed(DrawnEstate estate)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private readonly Lazy<ILookup<DateTimeOffset, Entry>> entries = new(() => Index(estate));
    private readonly Lock gate = new();
    private readonly Dictionary<DateTimeOffset, Row[]> days = [];

    /// <summary>A place where some life changed; its rows are made only when they are asked for.</summary>
    private sealed record Entry(DateTimeOffset At, Func<IEnumerable<ChangeRow>> Rows);

    private sealed record Row(DateTimeOffset At, DateTimeOffset VisibleFrom, Resource Document);

    /// <param name="at">The simulated now.</param>
    /// <param name="closed">Subscriptions that are not there or cannot be read: their rows vanish too.</param>
    public IReadOnlyList<Resource> Rows(DateTimeOffset at, IReadOnlySet<string> closed)
    {
        var from = at - Kept;
        var rows = new List<Resource>();
        lock (gate)
        {
            Forget(from, at);
            for (var day = Midnight(from); day <= at; day = day.AddDays(1))
            {
                rows.AddRange(Day(day)
                    .Where(r => r.At >= from && r.VisibleFrom <= at && !closed.Contains(r.Document.Parts.Subscription!))
                    .Select(r => r.Document));
            }
        }

        return rows;
    }

    /// <summary>All rows of a day are kept for the next one, which asks for nearly the same.</summary>
    private Row[] Day(DateTimeOffset day)
    {
        if (!days.TryGetValue(day, out var rows))
        {
            var changes = entries.Value[day].SelectMany(e => e.Rows()).Where(r => r.InFeed);
            var noise = estate.Apps.Select(a => NoiseChanges.Of(a, day)).OfType<ChangeRow>();
            days[day] = rows = [.. changes.Concat(noise).Select(r => new Row(r.At, r.VisibleFrom, r.ToResource(estate.TenantId)))];
        }

        return rows;
    }

    private void Forget(DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var day in days.Keys.Where(d => d < from.AddDays(-1) || d > until).ToList())
        {
            days.Remove(day);
        }
    }

    /// <summary>Every change of every life by its day.</summary>
    private static ILookup<DateTimeOffset, Entry> Index(DrawnEstate estate)
    {
        var apps = estate.Apps.SelectMany(app => app.Life.Moments
            .Select((moment, i) => new Entry(moment.Since, () => SiteChanges.Of(app, i)))
            .Skip(1));
        var plans = estate.Plans.SelectMany(PlanChanges.Of).Select(row => new Entry(row.At, () => [row]));
        return apps.Concat(plans).ToLookup(e => Midnight(e.At));
    }

    private static DateTimeOffset Midnight(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);
}
