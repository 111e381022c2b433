using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Functions;

/// <summary>Functions of the clock: the simulated one, never the machine's.</summary>
internal static class TimeFunctions
{
    public static IReadOnlyDictionary<string, Function> Table { get; } = new Dictionary<string, Function>
    {
        ["now"] = new(0, 1, call => new Bound(KqlType.DateTime, row => call.Arguments.Count == 0
            ? call.Now
            : call[0].Of(row) is TimeSpan span ? call.Now + span : null)),
        ["ago"] = new(1, 1, call => new Bound(KqlType.DateTime, row =>
            call[0].Of(row) is TimeSpan span ? call.Now - span : null)),
    };
}
