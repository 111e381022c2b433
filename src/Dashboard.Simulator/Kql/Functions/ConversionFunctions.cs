using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Functions;

/// <summary>Functions that make one type of another.</summary>
internal static class ConversionFunctions
{
    public static IReadOnlyDictionary<string, Function> Table { get; } = new Dictionary<string, Function>
    {
        ["tostring"] = To(KqlType.String, Converting.ToText),
        ["tobool"] = To(KqlType.Bool, v => Converting.ToBool(v)),
        ["toboolean"] = To(KqlType.Bool, v => Converting.ToBool(v)),
        ["toint"] = To(KqlType.Long, v => Converting.ToLong(v)),
        ["tolong"] = To(KqlType.Long, v => Converting.ToLong(v)),
        ["toreal"] = To(KqlType.Real, v => Converting.ToReal(v)),
        ["todouble"] = To(KqlType.Real, v => Converting.ToReal(v)),
        ["todatetime"] = To(KqlType.DateTime, v => Converting.ToDateTime(v)),
        ["parse_json"] = To(KqlType.Dynamic, Converting.ToDynamic),
        ["todynamic"] = To(KqlType.Dynamic, Converting.ToDynamic),
    };

    private static Function To(KqlType type, Func<object?, object?> convert) =>
        new(1, 1, call => new Bound(type, row => convert(call[0].Of(row))));
}
