namespace Dashboard.Simulator.Faults;

/// <summary>How often a fault was met.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Matched">Requests that matched it.</param>
/// <param name="Applied">Requests that it struck.</param>
public sealed record FaultCount(Fault Fault, int Matched, int Applied);

/// <summary>A fault that is set, with its counts.</summary>
internal sealed class ArmedFault(Fault fault)
{
    private int matched;
    private int applied;

    public Fault Fault => fault;

    public FaultCount Count => new(fault, matched, applied);

    /// <summary>Counts a request; true where the fault strikes it.</summary>
    public bool Takes(FaultedRequest request)
    {
        if (!fault.When.Spans(request.Now) || !fault.Match.Covers(request) || !fault.When.Strikes(Interlocked.Increment(ref matched)))
        {
            return false;
        }

        Interlocked.Increment(ref applied);
        return true;
    }
}
