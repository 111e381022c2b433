namespace Dashboard.Core.Costs;

/// <summary>Splits a whole number in proportion to weights, exactly, by the method of the largest remainder (Hare quota).</summary>
internal static class LargestRemainder
{
    /// <summary>
    /// One part for each weight, in their order; the parts add up to <paramref name="amount"/>. Each is the exact share rounded to one of
    /// its two neighbours. Equal remainders are served by key, ordinal. A negative amount is split like the positive one.
    /// </summary>
    /// <exception cref="ArgumentException">No weight is above 0, or one is below.</exception>
    public static long[] Split(long amount, IReadOnlyList<(string Key, long Weight)> weights)
    {
        Int128 total = 0;
        foreach (var (_, weight) in weights) total += weight >= 0 ? weight : throw new ArgumentException("A weight is negative.");
        if (total == 0) throw new ArgumentException("No weight is above 0.");

        var size = Int128.Abs(amount);
        var parts = new Int128[weights.Count];
        var remainders = new Int128[weights.Count];
        var left = size;
        for (var i = 0; i < weights.Count; i++)
        {
            (parts[i], remainders[i]) = Int128.DivRem(size * weights[i].Weight, total);
            left -= parts[i];
        }
        var served = Enumerable.Range(0, weights.Count)
            .OrderByDescending(i => remainders[i]).ThenBy(i => weights[i].Key, StringComparer.Ordinal).Take((int)left);
        foreach (var i in served) parts[i]++;
        return [.. parts.Select(p => (long)(amount < 0 ? -p : p))];
    }
}
