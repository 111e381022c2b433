using System.Globalization;

namespace Dashboard.Simulator.CostManagement;

/// <summary>
/// The tenant's allowance of query units in sliding windows of ten seconds, a minute and an hour of real time. A new simulated day
/// starts afresh, since a year of days may pass in seconds.
/// </summary>
internal sealed class QueryUnits(int quota, TimeProvider time)
{
    private readonly (string Name, TimeSpan Window, int Limit)[] limits =
    [
        ("QueriesPerHour", TimeSpan.FromHours(1), quota * 50),
        ("QueriesPerMin", TimeSpan.FromMinutes(1), quota * 5),
        ("QueriesPer10Sec", TimeSpan.FromSeconds(10), quota),
    ];

    private readonly Queue<(long At, int Units)> taken = new();
    private readonly Lock gate = new();

    /// <summary>Takes units; how long to wait, where there are not enough of them. A query larger than a window gets in when that is empty.</summary>
    public TimeSpan Take(int units)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            while (taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At, now) >= limits[0].Window)
            {
                taken.Dequeue();
            }

            var wait = limits.Max(l => WaitFor(l.Window, l.Limit, units, now));
            if (wait == TimeSpan.Zero)
            {
                taken.Enqueue((now, units));
            }

            return wait;
        }
    }

    /// <summary>What is left of each window, as the header says it.</summary>
    public string Remaining()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            return string.Join(',', limits.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Name}:{Math.Max(0, l.Limit - Used(l.Window, now))}")));
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            taken.Clear();
        }
    }

    private int Used(TimeSpan window, long now) => taken.Where(t => time.GetElapsedTime(t.At, now) < window).Sum(t => t.Units);

    private TimeSpan WaitFor(TimeSpan window, int limit, int units, long now)
    {
        var there = taken.Where(t => time.GetElapsedTime(t.At, now) < window).ToList();
        var used = there.Sum(t => t.Units);
        foreach (var (at, freed) in there)
        {
            if (used + units <= limit)
            {
                break;
            }

            used -= freed;
            if (used == 0 || used + units <= limit)
            {
                return window - time.GetElapsedTime(at, now);
            }
        }

        return TimeSpan.Zero;
    }
}
