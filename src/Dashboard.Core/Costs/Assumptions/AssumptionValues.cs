namespace Dashboard.Core.Costs.Assumptions;

/// <summary>Everything that is assumed and not read, as it holds at a moment.</summary>
/// <param name="Costs">For the cost of compliance.</param>
/// <param name="Pki">What a PKI costs.</param>
public sealed record AssumptionValues(CostAssumptions Costs, PkiAssumptions Pki)
{
    /// <summary>The defaults.</summary>
    public static AssumptionValues Default { get; } = new(CostAssumptions.Default, PkiAssumptions.Default);

    /// <summary>Each of them, in the order of pages. A key never comes to mean anything else: the audit trail carries it for ever.</summary>
    public static IReadOnlyList<Assumption<AssumptionValues>> All { get; } =
    [
        .. CostAssumptions.All.Select(a => Of(a, v => v.Costs, (v, costs) => v with { Costs = costs })),
        .. PkiAssumptions.All.Select(a => Of(a, v => v.Pki, (v, pki) => v with { Pki = pki })),
    ];

    /// <summary>The assumption of a key; null where there is none.</summary>
    public static Assumption<AssumptionValues>? Find(string key) => All.FirstOrDefault(a => a.Key == key);

    /// <summary>
    /// The values with those of <paramref name="stored"/>, where null is the default. A stored text that is not allowed (any more) is left
    /// out: a figure hangs on no value that the program does not understand.
    /// </summary>
    public static AssumptionValues Of(IReadOnlyDictionary<string, string?> stored)
    {
        var values = Default;
        foreach (var assumption in All)
            if (stored.GetValueOrDefault(assumption.Key) is { } text) values = assumption.Write(values, text) ?? values;
        return values;
    }

    private static Assumption<AssumptionValues> Of<T>(
        Assumption<T> part, Func<AssumptionValues, T> of, Func<AssumptionValues, T, AssumptionValues> with)
        where T : class => new(
        part.Key, part.Unit, part.Meaning, part.Reason, part.Range, v => part.Read(of(v)),
        (v, text) => part.Write(of(v), text) is { } changed ? with(v, changed) : null);
}
