using Dashboard.Azure.Pipeline;

namespace Dashboard.Azure.Arm;

/// <summary>
/// Stops asking for single resources for a while when none of several in a row could be read. Each such read spends its
/// whole deadline; thousands of them would keep a run going for hours.
/// </summary>
internal sealed class ArmBreaker(TimeProvider clock)
{
    private const int Most = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int _inARow;
    private DateTimeOffset _openUntil;

    /// <summary>True while nothing should be asked.</summary>
    public bool IsOpen
    {
        get { lock (_gate) return clock.GetUtcNow() < _openUntil; }
    }

    /// <summary>Notes how a read ended; <paramref name="failure"/> is null where it did not fail.</summary>
    public void Saw(ArmFailure? failure)
    {
        var exhausted = failure is { Kind: FailureKind.NoConnection or FailureKind.NoToken } or { Status: 408 or 429 or >= 500 };
        lock (_gate)
        {
            _inARow = exhausted ? _inARow + 1 : 0;
            if (_inARow < Most) return;
            _inARow = 0;
            _openUntil = clock.GetUtcNow() + Pause;
        }
    }
}
