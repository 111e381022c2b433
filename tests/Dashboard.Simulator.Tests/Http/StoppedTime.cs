namespace Dashboard.Simulator.Tests.Http;

/// <summary>Real time that stands still until it is moved.</summary>
internal sealed class StoppedTime : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void Advance(TimeSpan by) => ticks += by.Ticks;
}
