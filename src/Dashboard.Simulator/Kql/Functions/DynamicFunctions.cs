using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Functions;

/// <summary>Functions on arrays and objects.</summary>
internal static class DynamicFunctions
{
    public static IReadOnlyDictionary<string, Function> Table { get; } = new Dictionary<string, Function>
    {
        ["array_length"] = new(1, 1, call => new Bound(KqlType.Long, row =>
            call[0].Of(row) is object?[] items ? (long)items.Length : null)),
        ["bag_keys"] = new(1, 1, call => new Bound(KqlType.Dynamic, row =>
            call[0].Of(row) is Bag bag ? bag.Keys.ToArray<object?>() : null)),
    };
}
