using System.Collections.Concurrent;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>
/// Resource Graph's allowance: so many queries per caller in a sliding window of five seconds of real time. A
/// new simulated day starts afresh, since a year of days may pass in seconds.
/// </summary>
internal sealed class QuotaWindow(int quota, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Queue<long>> callers = new(StringComparer.Ordinal);

    /// <summary>Takes one query from the allowance: what remains, or null when there was none left.</summary>
    public int? Take(string caller)
    {
        var now = time.GetTimestamp();
        var taken = callers.GetOrAdd(caller, _ => new Queue<long>());
        lock (taken)
        {
            while (taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= Window)
            {
                taken.Dequeue();
            }

            if (taken.Count >= quota)
            {
                return null;
            }

            taken.Enqueue(now);
            return quota - taken.Count;
        }
    }

    public void Reset() => callers.Clear();
}
