using Dashboard.Core.Costs.Assumptions;

namespace Dashboard.Core.Queries;

/// <summary>What is assumed at a moment.</summary>
/// <param name="Values">The values that figures hang on.</param>
/// <param name="Items">Each with where it comes from, in the order of pages.</param>
/// <param name="Version">The number of the last change by then, 0 before the first: an editor hands it back.</param>
/// <param name="AsOf">The moment.</param>
public sealed record AssumptionsAnswer(AssumptionValues Values, IReadOnlyList<AssumptionItem> Items, long Version, DateTimeOffset AsOf);

/// <summary>One assumption at a moment.</summary>
/// <param name="Assumption">What it is.</param>
/// <param name="Value">The value that holds; empty where it is not set.</param>
/// <param name="Default">The value that holds where nobody changed it; empty where there is none.</param>
/// <param name="Last">The change that made it what it is; null where nobody ever changed it.</param>
public sealed record AssumptionItem(Assumption<AssumptionValues> Assumption, string Value, string Default, AssumptionChange? Last)
{
    /// <summary>What API, audit and settings call it.</summary>
    public string Key => Assumption.Key;

    /// <summary>True where the default holds, be it that somebody returned to it or that nobody ever left it.</summary>
    public bool IsDefault => Last?.Value is null || NotAllowed is not null;

    /// <summary>The stored text that this program does not allow, so that the default holds; null as a rule.</summary>
    public string? NotAllowed => Last?.Value is { } text && Assumption.Write(AssumptionValues.Default, text) is null ? text : null;
}

/// <summary>A change of an assumption.</summary>
/// <param name="Value">The new value as text; null: back to the default.</param>
/// <param name="At">When.</param>
/// <param name="By">The name of who changed it, as shown then.</param>
/// <param name="Reason">Why.</param>
public sealed record AssumptionChange(string? Value, DateTimeOffset At, string By, string Reason);

/// <summary>The changes of one assumption by a moment.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Changes">The last <see cref="Most"/> of them, newest first; the audit trail has all.</param>
public sealed record AssumptionHistory(int Count, IReadOnlyList<AssumptionChange> Changes)
{
    /// <summary>How many changes are told.</summary>
    public const int Most = 20;

    /// <summary>Nobody ever changed it.</summary>
    public static AssumptionHistory None { get; } = new(0, []);
}
