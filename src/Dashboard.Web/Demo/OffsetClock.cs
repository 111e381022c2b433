using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Demo;

/// <summary>A clock that starts at a moment of the past and goes on from there. Timers run in real time.</summary>
internal sealed class OffsetClock(DateTimeOffset start, TimeProvider real) : TimeProvider
{
    private readonly TimeSpan _behind = real.GetUtcNow() - start;

    /// <summary>The clock of a demo: its own where it stands at a moment, else the real one.</summary>
    public static TimeProvider Of(DemoSettings? demo, TimeProvider real) => demo?.AsOf is { } moment ? new OffsetClock(moment, real) : real;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() - _behind;
}

/// <summary>A clock that shows what it is told: the time of the simulated day that is being filled.</summary>
internal sealed class DayClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves to another moment.</summary>
    public void MoveTo(DateTimeOffset moment) => Interlocked.Exchange(ref _ticks, moment.UtcTicks);
}
