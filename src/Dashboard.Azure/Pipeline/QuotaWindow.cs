namespace Dashboard.Azure.Pipeline;

/// <summary>
/// What is left of the quota, as the last answer told it less what is under way since. Safe for concurrent use.
/// </summary>
internal sealed class QuotaWindow(TimeProvider clock) : IResourceGraphQuota
{
    // The documented window is 5 s. A reset far beyond that is not believed; if it was true, the 429 will tell.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int? _remaining;
    private int _underWay;
    // Elapsed time, and no time of day: that may be set back, and in a demo's past it stands still while a day is filled.
    private long _told;
    private TimeSpan _resets;

    /// <inheritdoc/>
    public QuotaReading? Last { get; private set; }

    /// <summary>Takes one query from the quota, or tells how long to wait before asking again.</summary>
    public bool TryEnter(out TimeSpan wait)
    {
        lock (_gate)
        {
            var ahead = _resets - clock.GetElapsedTime(_told);
            if (ahead <= TimeSpan.Zero) _remaining = null;
            if (_remaining is { } left && left <= _underWay)
            {
                wait = ahead;
                return false;
            }

            _underWay++;
            wait = TimeSpan.Zero;
            return true;
        }
    }

    /// <summary>Ends a query; <paramref name="quota"/> is what its answer told, if there was one.</summary>
    public void Leave(QuotaHeaders quota)
    {
        lock (_gate)
        {
            _underWay--;
            if (quota is not { Remaining: { } remaining, ResetsAfter: { } resets }) return;
            _remaining = remaining;
            (_told, _resets) = (clock.GetTimestamp(), resets < Longest ? resets : Longest);
            Last = new QuotaReading(remaining, resets, clock.GetUtcNow());
        }
    }
}
