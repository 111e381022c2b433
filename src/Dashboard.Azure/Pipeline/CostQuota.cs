using Azure;

namespace Dashboard.Azure.Pipeline;

/// <summary>
/// What is left of the query units of Cost Management, which are counted per 10 seconds, minute and hour for the whole tenant, as
/// the last answer told it. A month of data costs one. Safe for concurrent use.
/// </summary>
internal sealed class CostQuota(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TimeSpan, (int Remaining, DateTimeOffset Until)> _told = [];

    /// <summary>
    /// How long to wait until a query of <paramref name="units"/> may be accepted; zero where nothing speaks against it. When a window
    /// began is not told, so it is taken to have begun with the answer: a little later than is right, never earlier.
    /// </summary>
    public TimeSpan WaitFor(int units)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var wait = TimeSpan.Zero;
            foreach (var (remaining, until) in _told.Values)
            {
                if (remaining < units && until - now > wait) wait = until - now;
            }

            return wait;
        }
    }

    /// <summary>Takes note of what <paramref name="response"/> tells.</summary>
    public void Saw(Response response)
    {
        var told = CostHeaders.Remaining(response);
        if (told.Count == 0) return;
        lock (_gate)
        {
            foreach (var (window, remaining) in told) _told[window] = (remaining, clock.GetUtcNow() + window);
        }
    }
}
