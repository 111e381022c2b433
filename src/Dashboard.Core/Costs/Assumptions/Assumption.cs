namespace Dashboard.Core.Costs.Assumptions;

/// <summary>One value that is assumed and not read: shown beside every figure that hangs on it, and changed only with an audit entry.</summary>
/// <typeparam name="T">The record that has it.</typeparam>
/// <param name="Key">What API, audit and settings call it.</param>
/// <param name="Unit">The unit of its value.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Reason">Why the default is what it is.</param>
/// <param name="Range">The values that are allowed, in words.</param>
/// <param name="Read">Its value as text (invariant culture); empty where it is not set.</param>
/// <param name="Write">The record with another value; null where the text is not an allowed value.</param>
public sealed record Assumption<T>(
    string Key, string Unit, string Meaning, string Reason, string Range, Func<T, string> Read, Func<T, string, T?> Write)
    where T : class;
