namespace Dashboard.Web.Tests.Exceptions;

/// <summary>The real clock until it is stopped: what is compared before and after is then of one moment. Timers go on.</summary>
internal sealed class StoppableClock : TimeProvider
{
    private DateTimeOffset? _stopped;

    public void Stop() => _stopped = base.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _stopped ?? base.GetUtcNow();
}
