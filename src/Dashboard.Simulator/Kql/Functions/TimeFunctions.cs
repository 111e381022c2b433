using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Functions;

/// <summary>Functions of time. The clock is the simulated one, never the machine's.</summary>
internal static class TimeFunctions
{
    public static IReadOnlyDictionary<string, Function> Table { get; } = new Dictionary<string, Function>
    {
        ["now"] = new(0, 1, call => new Bound(KqlType.DateTime, row => call.Arguments.Count == 0
            ? call.Now
            : call[0].Of(row) is TimeSpan span ? call.Now + span : null)),
        ["ago"] = new(1, 1, call => new Bound(KqlType.DateTime, row =>
            call[0].Of(row) is TimeSpan span ? call.Now - span : null)),
        ["bin"] = new(2, 2, call => new Bound(call[0].Type, row => Bin(call[0].Of(row), call[1].Of(row)))),
    };

    /// <summary>The greatest multiple of a size that is not above the value; null when the size is none.</summary>
    private static object? Bin(object? value, object? size) => (value, size) switch
    {
        (DateTime at, TimeSpan span) when span > TimeSpan.Zero => at.AddTicks(-(at.Ticks % span.Ticks)),
        (TimeSpan length, TimeSpan span) when span > TimeSpan.Zero => TimeSpan.FromTicks(Floor(length.Ticks, span.Ticks)),
        (long whole, long by) when by > 0 => Floor(whole, by),
        (long or double, long or double) when Converting.ToReal(size) > 0 =>
            Math.Floor(Converting.ToReal(value)!.Value / Converting.ToReal(size)!.Value) * Converting.ToReal(size)!.Value,
        _ => null,
    };

    private static long Floor(long value, long size) => value - (((value % size) + size) % size);
}
