namespace Dashboard.Core.Findings.Statistics;

/// <summary>A step of the cumulative incidences.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Event">The share that has had the event from then on.</param>
/// <param name="Competing">The share that has ended otherwise.</param>
/// <param name="Waiting">The share that has had neither; the three are 1 together.</param>
public readonly record struct IncidenceStep(double Time, double Event, double Competing, double Waiting);

/// <summary>
/// The cumulative incidence of the event among competing ends (Aalen and Johansen 1978): who ended otherwise can have the event
/// no more, where Kaplan and Meier would take it that they still may.
/// </summary>
public sealed class AalenJohansen
{
    private readonly double? _last;

    private AalenJohansen(IReadOnlyList<IncidenceStep> steps, double? last) => (Steps, _last) = (steps, last);

    /// <summary>The steps in the order of time.</summary>
    public IReadOnlyList<IncidenceStep> Steps { get; }

    /// <summary>The incidences of <paramref name="follows"/>, in any order.</summary>
    public static AalenJohansen Of(IReadOnlyCollection<Follow> follows)
    {
        var steps = new List<IncidenceStep>();
        var (waiting, events, competing, last) = (1.0, 0.0, 0.0, (double?)null);
        foreach (var row in RiskTable.Of(follows))
        {
            last = row.Time;
            if (row.Events + row.Competing == 0) continue;
            events += waiting * row.Events / row.AtRisk;
            competing += waiting * row.Competing / row.AtRisk;
            waiting *= (double)(row.AtRisk - row.Events - row.Competing) / row.AtRisk;
            steps.Add(new IncidenceStep(row.Time, events, competing, waiting));
        }

        return new AalenJohansen(steps, last);
    }

    /// <summary>
    /// The share that has had the event by <paramref name="time"/>; null where nobody was followed for so long and some still
    /// waited when they were seen last.
    /// </summary>
    public double? EventShareAt(double time)
    {
        if (_last is not { } last) return null;
        var at = Steps.LastOrDefault(s => s.Time <= time, new IncidenceStep(0, 0, 0, 1));
        return last < time && at.Waiting > 0 ? null : at.Event;
    }
}
