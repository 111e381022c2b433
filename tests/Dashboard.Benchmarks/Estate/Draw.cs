namespace Dashboard.Benchmarks.Estate;

/// <summary>Numbers that look random and are the same every time: equal estates make results that can be compared.</summary>
internal static class Draw
{
    /// <summary>A number from 0 to <paramref name="below"/> for the <paramref name="index"/>th thing, apart for each <paramref name="salt"/>.</summary>
    public static int Of(long index, int salt, int below)
    {
        // The finalizer of SplitMix64.
        var x = ((ulong)index * 0x9E3779B97F4A7C15) + ((ulong)salt * 0xD1B54A32D192ED03) + 0x632BE59BD9B4E019;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)((x ^ (x >> 31)) % (ulong)below);
    }

    /// <summary>One of <paramref name="values"/>.</summary>
    public static T Of<T>(long index, int salt, params ReadOnlySpan<T> values) => values[Of(index, salt, values.Length)];
}
