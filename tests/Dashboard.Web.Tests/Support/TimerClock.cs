using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Web.Tests.Support;

/// <summary>A clock to move that tells when somebody began to wait for it: moving it earlier would be missed.</summary>
public sealed class TimerClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _made = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _made.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until the next timer was made; returns after how long it is due.</summary>
    public async Task<TimeSpan> TimerAsync() =>
        await _made.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
