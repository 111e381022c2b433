using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate;

/// <summary>
/// One thing of the estate as each API shows it. <see cref="Graph"/> is its row in <see cref="Table"/>, null
/// when Resource Graph does not carry it; <see cref="Arm"/> is the body of an ARM read.
/// </summary>
internal sealed record Resource(string Id, string Table, Bag? Graph, Bag? Arm)
{
    private object?[]? cells;

    /// <summary>The id in the form that ids compare in.</summary>
    public string Key { get; } = Id.ToLowerInvariant();

    /// <summary>The parts that the id is made of.</summary>
    public ResourceId Parts { get; } = ResourceId.Parse(Id);

    /// <summary>The row's values in the order of the tables' common columns.</summary>
    public object?[] Cells => cells ??= GraphSchema.Cells(Graph!);
}
