namespace Dashboard.Simulator;

/// <summary>The simulated now: it follows real time until it is set, then stands still until it is moved.</summary>
internal sealed class SimulatedClock(DateTimeOffset? asOf, TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset? set = asOf?.ToUniversalTime();

    /// <summary>Raised when the clock moves to another day.</summary>
    public event EventHandler? DayChanged;

    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                return set ?? time.GetUtcNow();
            }
        }
    }

    public void MoveTo(DateTimeOffset asOf)
    {
        bool otherDay;
        lock (gate)
        {
            otherDay = asOf.UtcDateTime.Date != (set ?? time.GetUtcNow()).UtcDateTime.Date;
            set = asOf.ToUniversalTime();
        }

        if (otherDay)
        {
            DayChanged?.Invoke(this, EventArgs.Empty);
        }
    }
}
